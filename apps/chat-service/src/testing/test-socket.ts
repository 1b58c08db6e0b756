import type { ServerFrame, ServerFrameOf, ServerFrameType } from "@hubbub/ws-protocol";

const patienceMs = 10_000;

/** A WebSocket of a test: keeps every frame, and hands each out once to who waits for its kind. */
export class TestSocket {
  readonly frames: ServerFrame[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly #socket: WebSocket;
  readonly #taken = new Set<ServerFrame>();
  #wake: () => void = () => {};

  /** `headers` are what a proxy would add. */
  constructor(url: string, headers: Readonly<Record<string, string>> = {}) {
    // Node's takes headers where a browser's takes protocols.
    this.#socket = new WebSocket(url, { headers });
    this.#socket.addEventListener("message", ({ data }) => {
      this.frames.push(JSON.parse(String(data)) as ServerFrame);
      this.#wake();
    });
    this.closed = new Promise((resolve) => {
      this.#socket.addEventListener("close", ({ code, reason }) => {
        resolve({ code, reason });
        this.#wake();
      });
    });
  }

  /** Resolves once it is open; rejects if it is refused. */
  async opened(): Promise<this> {
    if (this.#socket.readyState === WebSocket.OPEN) return this;
    await new Promise((resolve, reject) => {
      this.#socket.addEventListener("open", resolve, { once: true });
      this.#socket.addEventListener("error", () => reject(new Error("not opened")), { once: true });
    });
    return this;
  }

  send(frame: object): void {
    this.sendRaw(JSON.stringify(frame));
  }

  sendRaw(data: string | Uint8Array<ArrayBuffer>): void {
    this.#socket.send(data);
  }

  /** The first frame of this type that was not handed out before and that matches; waits for it. */
  async next<Name extends ServerFrameType>(
    type: Name,
    matches: (frame: ServerFrameOf<Name>) => boolean = () => true,
    timeoutMs = patienceMs,
  ): Promise<ServerFrameOf<Name>> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const found = this.frames.find(
        (frame): frame is ServerFrame & ServerFrameOf<Name> =>
          frame.type === type && !this.#taken.has(frame) && matches(frame as ServerFrameOf<Name>),
      );
      if (found !== undefined) {
        this.#taken.add(found);
        return found;
      }
      const leftMs = deadline - Date.now();
      if (leftMs <= 0) throw new Error(`no ${type} came, only ${JSON.stringify(this.frames.slice(-10))}`);
      await this.#more(leftMs);
    }
  }

  /** Sends a frame with a `ref`, and waits for the answer that repeats it. */
  async ask<Name extends ServerFrameType>(frame: object, answer: Name): Promise<ServerFrameOf<Name>> {
    const ref = `ask-${this.frames.length}-${Math.random()}`;
    this.send({ ...frame, ref });
    return this.next(answer, (given) => "ref" in given && given.ref === ref);
  }

  all<Name extends ServerFrameType>(type: Name): ServerFrameOf<Name>[] {
    return this.frames.filter((frame): frame is ServerFrame & ServerFrameOf<Name> => frame.type === type);
  }

  close(): void {
    this.#socket.close();
  }

  #more(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
