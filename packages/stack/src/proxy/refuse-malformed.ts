import type { Duplex } from "node:stream";
import { AppError, toProblem } from "@hubbub/errors";

/** Answers what Node's parser refuses, as Nginx does, and ends the connection. Who was too slow gets no answer. */
export function refuseMalformed(error: NodeJS.ErrnoException, client: Duplex): void {
  if (!client.writable || error.code === "ECONNRESET" || error.code === "ERR_HTTP_REQUEST_TIMEOUT") {
    client.destroy();
    return;
  }
  const detail =
    error.code === "HPE_HEADER_OVERFLOW"
      ? "The request line and the headers may have at most 32 KiB together: this host may have too many cookies."
      : "The request line or a header is malformed.";
  const body = JSON.stringify(toProblem(new AppError("invalid_argument", detail)));
  client.end(
    "HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json\r\nConnection: close\r\n" +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
