import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { type AppError, toProblem } from "@hubbub/errors";

/** Writes an error onto a connection whose request has no response of Node's, and ends it. */
export function endWithProblem(client: Duplex, error: AppError): void {
  const problem = toProblem(error);
  const body = JSON.stringify(problem);
  const retry = error.retryAfterMs === undefined ? "" : `Retry-After: ${Math.ceil(error.retryAfterMs / 1_000)}\r\n`;
  client.end(
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\nContent-Type: application/problem+json\r\n${retry}` +
      `Connection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
