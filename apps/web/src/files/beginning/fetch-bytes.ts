/** The first bytes of a file, also from a server that sends all of it. Throws where it cannot be had. */
export async function fetchBytes(url: string, maxBytes: number, signal: AbortSignal): Promise<Uint8Array> {
  const answer = await fetch(url, { headers: { Range: `bytes=0-${maxBytes - 1}` }, signal });
  if (!answer.ok || answer.body === null) throw new Error(`The file answered ${answer.status}`);
  const bytes = new Uint8Array(maxBytes);
  let length = 0;
  // Leaving it ends the answer.
  for await (const chunk of chunksOf(answer.body)) {
    const part = chunk.subarray(0, maxBytes - length);
    bytes.set(part, length);
    length += part.byteLength;
    if (length === maxBytes) break;
  }
  return bytes.subarray(0, length);
}

/** As `for await` of the stream itself, which Safari has not. */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
