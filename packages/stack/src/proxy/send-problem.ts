import type { ServerResponse } from "node:http";
import { AppError, type ErrorCode, toProblem } from "@hubbub/errors";

/** Answers with an error of the catalogue, unless an answer has begun. */
export function sendProblem(response: ServerResponse, code: ErrorCode, detail: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const problem = toProblem(new AppError(code, detail));
  response.writeHead(problem.status, { "Content-Type": "application/problem+json", Connection: "close" });
  response.end(JSON.stringify(problem));
}
