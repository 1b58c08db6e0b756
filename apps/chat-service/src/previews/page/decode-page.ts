import { TextDecoder } from "node:util";

/**
 * The text of a page, as it comes: in the charset that the server says, or that a byte order mark or the page itself says within
 * its first 1024 bytes; else UTF-8. It is well-formed.
 */
export async function* decodePage(body: AsyncIterable<Buffer>, charset: string | undefined): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let waiting: Buffer = Buffer.alloc(0);
  for await (const chunk of body) {
    if (decoder !== undefined) {
      yield decoder.decode(chunk, { stream: true });
      continue;
    }
    waiting = Buffer.concat([waiting, chunk]);
    if (waiting.length < lookedAtBytes) continue;
    decoder = decoderOf(waiting, charset);
    yield decoder.decode(waiting, { stream: true });
  }
  decoder ??= decoderOf(waiting, charset);
  yield waiting.length < lookedAtBytes ? decoder.decode(waiting) : decoder.decode();
}

const lookedAtBytes = 1_024;

function decoderOf(begin: Buffer, charset: string | undefined): TextDecoder {
  const said = markOf(begin) ?? charset ?? charsetIn(begin.subarray(0, lookedAtBytes));
  try {
    return new TextDecoder(said);
  } catch {
    return new TextDecoder();
  }
}

function markOf(begin: Buffer): string | undefined {
  if (begin[0] === 0xef && begin[1] === 0xbb && begin[2] === 0xbf) return "utf-8";
  if (begin[0] === 0xfe && begin[1] === 0xff) return "utf-16be";
  if (begin[0] === 0xff && begin[1] === 0xfe) return "utf-16le";
  return undefined;
}

/** A page that can be read so far is none in UTF-16, whatever it says. */
function charsetIn(begin: Buffer): string | undefined {
  const said = /<meta[^>]{0,200}charset\s*=\s*["']?([A-Za-z0-9_:.-]+)/i.exec(begin.toString("latin1"))?.[1];
  return said === undefined || /^utf-?16/i.test(said) ? undefined : said;
}
