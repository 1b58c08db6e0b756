import { type ErrorCode, errorCatalogue, isErrorCode } from "@hubbub/errors";

/** One field of the request that is wrong, by its wire name. */
export interface FieldProblem {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

export interface HubbubErrorOptions {
  readonly fields?: readonly FieldProblem[];
  /** HTTP status; 0 where no HTTP answer came: a socket error, or no answer at all. */
  readonly status?: number;
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** What every promise of this package rejects with. `message` is a sentence for people. */
export class HubbubError extends Error {
  override readonly name = "HubbubError";
  readonly code: ErrorCode;
  readonly fields: readonly FieldProblem[];
  readonly status: number;
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, message: string = errorCatalogue[code].title, options: HubbubErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.fields = options.fields ?? [];
    this.status = options.status ?? 0;
    this.retryAfterMs = options.retryAfterMs;
  }

  /** Whether the same request may succeed later. */
  get retryable(): boolean {
    return errorCatalogue[this.code].retryable;
  }
}

/** A HubbubError stays itself; anything else becomes `internal` with the original as its cause. */
export function toHubbubError(error: unknown): HubbubError {
  return error instanceof HubbubError ? error : new HubbubError("internal", undefined, { cause: error });
}

/** A code that this version does not know counts as `internal`. */
export function toErrorCode(code: unknown): ErrorCode {
  return isErrorCode(code) ? code : "internal";
}
