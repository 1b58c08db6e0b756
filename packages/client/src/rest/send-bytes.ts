import { uploadAnswerMs, uploadStalledMs } from "../limits.ts";
import { type HttpAnswer, unreachable } from "./call-api.ts";

export interface ByteRequest {
  readonly url: string;
  readonly token: string;
  readonly bytes: Blob;
  /** Aborted, it is broken off, and rejects. */
  readonly signal: AbortSignal;
  readonly onSent: (sentBytes: number) => void;
}

/**
 * Posts bytes as they are, never all of them in memory. Rejects with `unavailable` where no answer came, also where
 * nothing moved for `uploadStalledMs`, or for `uploadAnswerMs` once all was out.
 */
export async function sendBytes(request: ByteRequest): Promise<HttpAnswer> {
  if (request.signal.aborted) throw unreachable(request.signal.reason);
  const { XMLHttpRequest: Xhr } = globalThis as { readonly XMLHttpRequest?: new () => XhrLike };
  // In a browser `fetch` does not say what has gone out, nor does it stream without HTTP/2.
  return await (Xhr === undefined ? byFetch(request) : byXhr(new Xhr(), request));
}

/** What is used of a browser's XMLHttpRequest. */
interface XhrLike {
  readonly status: number;
  readonly responseText: string;
  readonly upload: {
    addEventListener(type: "progress", listener: (event: { readonly loaded: number }) => void): void;
  };
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  addEventListener(type: "loadend", listener: () => void): void;
  getResponseHeader(name: string): string | null;
  send(body: Blob): void;
  abort(): void;
}

function byXhr(xhr: XhrLike, { url, token, bytes, signal, onSent }: ByteRequest): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const abort = () => xhr.abort();
    const stall = new Stall(abort);
    const end = () => {
      stall.stop();
      signal.removeEventListener("abort", abort);
    };
    xhr.open("POST", url);
    for (const [name, value] of Object.entries(headersOf(token, bytes))) xhr.setRequestHeader(name, value);
    xhr.upload.addEventListener("progress", ({ loaded }) => {
      stall.moved(loaded >= bytes.size);
      onSent(Math.min(loaded, bytes.size));
    });
    xhr.addEventListener("loadend", () => {
      end();
      if (xhr.status === 0) return reject(unreachable(signal.aborted ? signal.reason : undefined));
      const retryAfter = xhr.getResponseHeader("retry-after");
      resolve({ status: xhr.status, retryAfter, body: parseJson(xhr.responseText) });
    });
    signal.addEventListener("abort", abort);
    xhr.send(bytes);
  });
}

async function byFetch({ url, token, bytes, signal, onSent }: ByteRequest): Promise<HttpAnswer> {
  const stalled = new AbortController();
  const stall = new Stall(() => stalled.abort());
  let sentBytes = 0;
  // A blob's own stream may give it in one piece.
  const pieces = new ReadableStream<Uint8Array>(
    {
      async pull(sink) {
        if (sentBytes > 0) {
          stall.moved(sentBytes >= bytes.size);
          onSent(sentBytes);
        }
        if (sentBytes >= bytes.size) return sink.close();
        const piece = bytes.slice(sentBytes, sentBytes + pieceBytes);
        sink.enqueue(new Uint8Array(await piece.arrayBuffer()));
        sentBytes += piece.size;
      },
    },
    { highWaterMark: 0 },
  );
  // Node's own: the types of the browser do not know that a body may be half of a conversation.
  const init: RequestInit & { duplex: "half" } = {
    method: "POST",
    headers: { ...headersOf(token, bytes), "content-length": String(bytes.size) },
    body: pieces,
    duplex: "half",
    signal: AbortSignal.any([signal, stalled.signal]),
  };
  try {
    const response = await fetch(url, init);
    const retryAfter = response.headers.get("retry-after");
    return { status: response.status, retryAfter, body: parseJson(await response.text()) };
  } catch (cause) {
    throw unreachable(cause);
  } finally {
    stall.stop();
  }
}

/** Of a file in Node so much is read at a time. */
const pieceBytes = 256 * 1024;

function headersOf(token: string, bytes: Blob): Record<string, string> {
  return {
    accept: "application/json",
    authorization: `Bearer ${token}`,
    // A hint: what it is the server sees by itself.
    "content-type": bytes.type === "" ? "application/octet-stream" : bytes.type,
  };
}

/** Calls `onStall` once nothing has moved for too long. */
class Stall {
  readonly #onStall: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onStall: () => void) {
    this.#onStall = onStall;
    this.moved(false);
  }

  moved(isAllOut: boolean): void {
    this.stop();
    this.#timer = setTimeout(this.#onStall, isAllOut ? uploadAnswerMs : uploadStalledMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
