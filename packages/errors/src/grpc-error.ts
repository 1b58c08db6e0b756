import { AppError, type FieldError, toAppError } from "./app-error.ts";
import { errorCatalogue, isErrorCode } from "./catalogue.ts";

/** Trailing metadata key that carries the catalogue's code and fields as JSON, percent-encoded to plain ASCII. */
export const grpcErrorMetadataKey = "hubbub-error";

export interface GrpcStatus {
  readonly code: number;
  readonly details: string;
  readonly metadata: Readonly<Record<typeof grpcErrorMetadataKey, string>>;
}

export function toGrpcStatus(error: AppError): GrpcStatus {
  const carried = { code: error.code, fields: error.fields, retryAfterMs: error.retryAfterMs };
  return {
    code: errorCatalogue[error.code].grpc,
    details: error.message,
    metadata: { [grpcErrorMetadataKey]: encodeURIComponent(JSON.stringify(carried)) },
  };
}

/**
 * The error of a call to another hubbub service. What carries no catalogue code is a transport failure: statuses
 * UNAVAILABLE (14), DEADLINE_EXCEEDED (4) and CANCELLED (1) become `unavailable`, everything else `internal`.
 */
export function fromGrpcStatus(status: { code: number; details: string; carried: string | undefined }): AppError {
  const carried = parseCarried(status.carried);
  if (carried !== undefined) return carried(status.details);
  const away = status.code === 14 || status.code === 4 || status.code === 1;
  return away ? new AppError("unavailable", undefined, { cause: status }) : toAppError(status);
}

function parseCarried(text: string | undefined): ((message: string) => AppError) | undefined {
  if (text === undefined) return undefined;
  try {
    const { code, fields, retryAfterMs } = JSON.parse(decodeURIComponent(text)) as {
      code: unknown;
      fields?: FieldError[];
      retryAfterMs?: number;
    };
    if (!isErrorCode(code)) return undefined;
    return (message) =>
      new AppError(code, message, { fields: fields ?? [], ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
  } catch {
    return undefined;
  }
}
