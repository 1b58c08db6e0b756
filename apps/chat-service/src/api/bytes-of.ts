import { AppError } from "@hubbub/errors";
import type { CallContext } from "@hubbub/service-runtime";

/** The bytes that a request brings: as they come over REST; over gRPC they stand in the request. Throws `invalid_argument`. */
export function bytesOf(
  data: Uint8Array | undefined,
  { body }: CallContext,
): { readonly chunks: AsyncIterable<Uint8Array>; readonly length: number | undefined } {
  if (body !== undefined) return { chunks: body, length: body.length };
  if (data === undefined) throw new AppError("invalid_argument", "content is missing", { field: "content" });
  return { chunks: once(data), length: data.byteLength };
}

async function* once(data: Uint8Array): AsyncIterable<Uint8Array> {
  yield data;
}
