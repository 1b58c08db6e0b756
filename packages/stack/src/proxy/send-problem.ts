import type { ServerResponse } from "node:http";
import { AppError, type ErrorCode, errorCatalogue, toProblem } from "@hubbub/errors";

/** Answers with an error of the catalogue, unless an answer has begun. `http`: another status than the code's. */
export function sendProblem(response: ServerResponse, code: ErrorCode, detail: string, http?: number): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const retryAfterMs = errorCatalogue[code].retryable ? 1_000 : undefined;
  const options = { ...(http !== undefined && { http }), ...(retryAfterMs !== undefined && { retryAfterMs }) };
  const problem = toProblem(new AppError(code, detail, options));
  const retry = retryAfterMs === undefined ? {} : { "Retry-After": retryAfterMs / 1_000 };
  response.writeHead(problem.status, { "Content-Type": "application/problem+json", Connection: "close", ...retry });
  response.end(JSON.stringify(problem));
}
