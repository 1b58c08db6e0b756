import type { Duplex } from "node:stream";
import { AppError } from "@hubbub/errors";
import { endWithProblem } from "./end-with-problem.ts";

interface ParserError extends NodeJS.ErrnoException {
  readonly rawPacket?: Buffer;
}

/** Answers what Node's parser refuses, as Nginx does, and ends the connection. Who was too slow gets no answer. */
export function refuseMalformed(error: ParserError, client: Duplex): void {
  if (!client.writable || error.code === "ECONNRESET" || error.code === "ERR_HTTP_REQUEST_TIMEOUT") {
    client.destroy();
    return;
  }
  endWithProblem(client, error.code === "HPE_HEADER_OVERFLOW" ? tooLarge(error) : malformed());
}

function malformed(): AppError {
  return new AppError("invalid_argument", "The request line or a header is malformed.");
}

/**
 * Node counts line and headers together: which it was shows in what came last, the beginning of a long line or more of it.  A
 * piece without white space is taken for more of a line: no header that a browser sends is like that.
 */
function tooLarge({ rawPacket }: ParserError): AppError {
  const came = rawPacket?.toString("latin1") ?? " ";
  const isLine = /^[A-Z]+ \S{16000}/.test(came) || /^\S+(?: HTTP\/1\.[01]\r\n|$)/.test(came);
  return isLine
    ? new AppError("payload_too_large", "The request line may have at most 16 KiB.", { http: 414 })
    : new AppError(
        "payload_too_large",
        "The request line and the headers may have at most 32 KiB together: this host may have too many cookies.",
        { http: 431 },
      );
}
