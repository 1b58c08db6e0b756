import type { HttpResponse } from "uWebSockets.js";

/**
 * The part of a uWebSockets.js response that engine.io uses, safe to touch after its end: there the real one throws, at
 * worst where nobody catches it, and engine.io was seen to (https://github.com/socketio/engine.io/issues/705).
 */
export class GuardedResponse {
  readonly #response: HttpResponse;
  readonly #clientAddress: string;
  readonly #onChunk: (take: () => void, chunk: ArrayBuffer) => void;
  readonly #onAborted: (() => void)[] = [];
  #over = false;

  /** `onChunk` is called with each part of the body, and with what takes it. */
  constructor(response: HttpResponse, clientAddress: string, onChunk: (take: () => void, chunk: ArrayBuffer) => void) {
    this.#response = response;
    this.#clientAddress = clientAddress;
    this.#onChunk = onChunk;
    response.onAborted(() => {
      this.#over = true;
      for (const handler of this.#onAborted) handler();
    });
  }

  onAborted(handler: () => void): this {
    this.#onAborted.push(handler);
    return this;
  }

  onData(handler: (chunk: ArrayBuffer, isLast: boolean) => void): this {
    if (this.#over) return this;
    this.#response.onData((chunk, isLast) => {
      if (!this.#over) this.#onChunk(() => handler(chunk, isLast), chunk);
    });
    return this;
  }

  writeStatus(status: string): this {
    if (!this.#over) this.#response.writeStatus(status);
    return this;
  }

  writeHeader(name: string, value: string): this {
    if (!this.#over) this.#response.writeHeader(name, value);
    return this;
  }

  cork(write: () => void): this {
    if (!this.#over) this.#response.cork(write);
    return this;
  }

  end(body?: string | ArrayBuffer): this {
    if (this.#over) return this;
    this.#over = true;
    this.#response.end(body);
    return this;
  }

  close(): this {
    if (!this.#over) this.#response.close();
    return this;
  }

  upgrade(...request: Parameters<HttpResponse["upgrade"]>): void {
    if (this.#over) return;
    this.#over = true;
    this.#response.upgrade(...request);
  }

  /** The client's, not the proxy's. */
  getRemoteAddressAsText(): Uint8Array {
    return Buffer.from(this.#clientAddress);
  }
}
