import type { HttpResponse } from "uWebSockets.js";
import { maxBodyBytes, maxDiscardedBytes } from "../limits.ts";

/**
 * A request's whole body; call it before the first await. One above `maxBodyBytes` is "too large", but only after the
 * rest was read and thrown away (a sender that is still sending would see a broken connection, not the answer); if that is
 * too much itself it is "endless", and the connection must be closed. Never settles if the request is aborted.
 */
export function readBody(res: HttpResponse, declaredBytes: number): Promise<Uint8Array | "too large" | "endless"> {
  return new Promise((resolve) => {
    if (declaredBytes > maxDiscardedBytes) return resolve("endless");
    let chunks: Uint8Array[] = [];
    let bytes = 0;
    res.onData((chunk, isLast) => {
      bytes += chunk.byteLength;
      if (bytes <= maxBodyBytes) chunks.push(new Uint8Array(chunk.slice(0)));
      else chunks = [];
      if (bytes > maxDiscardedBytes) resolve("endless");
      else if (isLast) resolve(bytes > maxBodyBytes ? "too large" : Buffer.concat(chunks));
    });
  });
}
