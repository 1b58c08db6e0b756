import type { AppError, FieldError } from "./app-error.ts";
import { type ErrorCode, errorCatalogue } from "./catalogue.ts";

/** RFC 9457 `application/problem+json`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ErrorCode;
  readonly errors: readonly FieldError[];
  readonly retry_after_ms?: number;
}

export function toProblem(error: AppError): Problem {
  const { title } = errorCatalogue[error.code];
  return {
    type: "about:blank",
    title,
    status: error.http,
    detail: error.message,
    code: error.code,
    errors: error.fields,
    ...(error.retryAfterMs === undefined ? {} : { retry_after_ms: error.retryAfterMs }),
  };
}
