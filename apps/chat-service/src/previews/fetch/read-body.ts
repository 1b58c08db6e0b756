import type { IncomingMessage } from "node:http";
import { pipeline } from "node:stream";
import { createBrotliDecompress, createGunzip } from "node:zlib";
import { FetchProblem } from "./fetch-problem.ts";

/** Unpacked. What is longer than `maxBytes`, packed or not, ends there, or throws. Throws for what cannot be unpacked. */
export function readBody(
  response: IncomingMessage,
  { maxBytes, past }: { readonly maxBytes: number; readonly past: "ends" | "throws" },
): AsyncIterable<Buffer> {
  const packed = limited(response, maxBytes, past);
  const unpack = unpackerOf(response.headers["content-encoding"]);
  if (unpack === undefined) return packed;
  // An error ends the unpacking too, and is thrown to whoever reads it.
  pipeline(packed, unpack, () => undefined);
  return limited(unpack, maxBytes, past);
}

async function* limited(
  chunks: AsyncIterable<Buffer>,
  maxBytes: number,
  past: "ends" | "throws",
): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    const rest = maxBytes - bytes;
    bytes += chunk.length;
    if (chunk.length > rest) {
      if (past === "throws") throw new FetchProblem("too_large");
      yield chunk.subarray(0, rest);
      return;
    }
    yield chunk;
  }
}

function unpackerOf(encoding = "identity") {
  switch (encoding.trim().toLowerCase()) {
    case "identity":
      return undefined;
    case "gzip":
    case "x-gzip":
      return createGunzip();
    case "br":
      return createBrotliDecompress();
    default:
      throw new FetchProblem("type");
  }
}
