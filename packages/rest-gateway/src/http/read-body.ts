import { AppError } from "@hubbub/errors";
import type { HttpResponse } from "uWebSockets.js";
import { maxBodyBytes, maxDiscardedBytes } from "../limits.ts";

/**
 * A request's whole body; call it before the first await. Rejects with `payload_too_large` once more than `maxBodyBytes`
 * came: not before the rest was read and thrown away (a sender that is still sending would see a broken connection, not
 * the answer), unless that is too much itself. Never settles if the request is aborted.
 */
export function readBody(res: HttpResponse, declaredBytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    let chunks: Uint8Array[] = [];
    let bytes = 0;
    const tooLarge = () => {
      chunks = [];
      reject(new AppError("payload_too_large", `The body is larger than ${maxBodyBytes} bytes`));
    };
    if (declaredBytes > maxDiscardedBytes) return tooLarge();
    res.onData((chunk, isLast) => {
      bytes += chunk.byteLength;
      if (bytes <= maxBodyBytes) chunks.push(new Uint8Array(chunk.slice(0)));
      else chunks = [];
      if (bytes > maxDiscardedBytes) tooLarge();
      else if (isLast && bytes > maxBodyBytes) tooLarge();
      else if (isLast) resolve(Buffer.concat(chunks));
    });
  });
}
