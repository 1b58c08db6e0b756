import { STATUS_CODES } from "node:http";
import type { HttpResponse } from "uWebSockets.js";
import type { Answer, WholeAnswer } from "./answer.ts";

export interface SendOptions {
  /** For HEAD: the headers that the body would have, without the body. */
  readonly withoutBody: boolean;
  readonly closeConnection: boolean;
}

/** Writes the whole answer in one go. The response must not be aborted or answered yet. */
export function sendAnswer(
  res: HttpResponse,
  answer: WholeAnswer,
  { withoutBody, closeConnection }: SendOptions,
): void {
  res.cork(() => {
    writeHead(res, answer);
    res.writeHeader("Cache-Control", "no-store");
    if (withoutBody) endWithoutBody(res, Buffer.byteLength(answer.body), closeConnection);
    else res.end(answer.body, closeConnection);
  });
}

/** All that stands before the length. */
export function writeHead(res: HttpResponse, { status, headers }: Answer): void {
  res.writeStatus(`${status} ${STATUS_CODES[status] ?? ""}`);
  for (const [name, value] of headers) res.writeHeader(name, value);
  res.writeHeader("X-Content-Type-Options", "nosniff");
}

/**
 * uWebSockets.js takes a response for unfinished when its own `endWithoutBody` is told a length, and then ends the
 * connection with the next request on it.
 */
export function endWithoutBody(res: HttpResponse, length: number | undefined, closeConnection: boolean): void {
  if (closeConnection) res.writeHeader("Connection", "close");
  if (length !== undefined) res.writeHeader("Content-Length", String(length));
  res.endWithoutBody();
}
