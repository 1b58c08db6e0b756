import { type ErrorCode, errorCatalogue } from "./catalogue.ts";

/** One field of the request that is wrong; `field` is its wire name, dotted where it is nested. */
export interface FieldError {
  readonly field: string;
  readonly code: ErrorCode;
  readonly message: string;
}

export interface AppErrorOptions {
  /** The one field that is wrong; shorthand for `fields` with one entry. */
  readonly field?: string | undefined;
  /** All fields that are wrong, together. */
  readonly fields?: readonly FieldError[];
  /** When trying again makes sense, in ms; for retryable codes. */
  readonly retryAfterMs?: number;
  /** Another HTTP status than the code's, where HTTP has a closer one: 414 for an address that is too long. */
  readonly http?: number;
  /** Logged, never sent. */
  readonly cause?: unknown;
}

/** An expected failure. Use cases throw it; each transport converts it in one place. `message` is shown to people. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly fields: readonly FieldError[];
  readonly retryAfterMs: number | undefined;
  readonly http: number;

  constructor(code: ErrorCode, message: string = errorCatalogue[code].title, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.fields = options.fields ?? (options.field === undefined ? [] : [{ field: options.field, code, message }]);
    this.retryAfterMs = options.retryAfterMs;
    this.http = options.http ?? errorCatalogue[code].http;
  }

  /** The first wrong field: the socket's error frame names one. */
  get field(): string | undefined {
    return this.fields[0]?.field;
  }

  get retryable(): boolean {
    return errorCatalogue[this.code].retryable;
  }
}

/** An AppError stays itself; anything else becomes `internal` with the original as its cause. */
export function toAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError("internal", undefined, { cause: error });
}

/** Throws `invalid_argument` naming every field in `fields`; returns if there is none. */
export function assertNoFieldErrors(fields: readonly FieldError[]): void {
  const [first] = fields;
  if (first === undefined) return;
  const message = fields.length === 1 ? first.message : `${fields.length} fields are not valid`;
  throw new AppError("invalid_argument", message, { fields });
}
