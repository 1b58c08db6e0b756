import { STATUS_CODES } from "node:http";
import type { HttpResponse } from "uWebSockets.js";
import type { Answer } from "./answer.ts";

export interface SendOptions {
  /** For HEAD: the headers that the body would have, without the body. */
  readonly withoutBody: boolean;
  readonly closeConnection: boolean;
}

/** Writes the whole answer in one go. The response must not be aborted or answered yet. */
export function sendAnswer(res: HttpResponse, answer: Answer, { withoutBody, closeConnection }: SendOptions): void {
  res.cork(() => {
    res.writeStatus(`${answer.status} ${STATUS_CODES[answer.status] ?? ""}`);
    for (const [name, value] of answer.headers) res.writeHeader(name, value);
    res.writeHeader("Cache-Control", "no-store").writeHeader("X-Content-Type-Options", "nosniff");
    if (withoutBody) endWithoutBody(res, answer, closeConnection);
    else res.end(answer.body, closeConnection);
  });
}

/**
 * uWebSockets.js takes a response for unfinished when its own `endWithoutBody` is told a length, and then ends the
 * connection with the next request on it.
 */
function endWithoutBody(res: HttpResponse, answer: Answer, closeConnection: boolean): void {
  if (closeConnection) res.writeHeader("Connection", "close");
  res.writeHeader("Content-Length", String(Buffer.byteLength(answer.body)));
  res.endWithoutBody();
}
