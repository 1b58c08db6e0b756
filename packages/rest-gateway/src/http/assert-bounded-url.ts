import { AppError } from "@hubbub/errors";
import { maxPathChars, maxQueryChars, maxQueryParameters } from "../limits.ts";
import type { RequestHead } from "./request-head.ts";

/** Throws `invalid_argument` for a path or query that is longer, or has more parameters, than any request of ours. */
export function assertBoundedUrl({ path, query }: Pick<RequestHead, "path" | "query">): void {
  if (path.length > maxPathChars) throw refusal(`The path may have at most ${maxPathChars} characters`);
  if (query.length > maxQueryChars) throw refusal(`The query may have at most ${maxQueryChars} characters`);
  // Also those that are empty, and one piece more than may be: the rest is not taken apart.
  if (query.split("&", maxQueryParameters + 1).length > maxQueryParameters) {
    throw refusal(`The query may have at most ${maxQueryParameters} parameters`);
  }
}

function refusal(detail: string): AppError {
  return new AppError("invalid_argument", detail);
}
