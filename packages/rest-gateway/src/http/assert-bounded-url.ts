import { AppError } from "@hubbub/errors";
import { maxPathChars, maxQueryChars, maxQueryParameters } from "../limits.ts";
import type { RequestHead } from "./request-head.ts";

/** Throws `payload_too_large` (414) for a path or query that is longer than any of ours, `invalid_argument` for more parameters. */
export function assertBoundedUrl({ path, query }: Pick<RequestHead, "path" | "query">): void {
  if (path.length > maxPathChars) throw tooLong(`The path may have at most ${maxPathChars} characters`);
  if (query.length > maxQueryChars) throw tooLong(`The query may have at most ${maxQueryChars} characters`);
  // Also those that are empty, and one piece more than may be: the rest is not taken apart.
  if (query.split("&", maxQueryParameters + 1).length > maxQueryParameters) {
    throw new AppError("invalid_argument", `The query may have at most ${maxQueryParameters} parameters`);
  }
}

function tooLong(detail: string): AppError {
  return new AppError("payload_too_large", detail, { http: 414 });
}
