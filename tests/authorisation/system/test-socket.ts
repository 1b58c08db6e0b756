type Frame = Readonly<Record<string, unknown>>;

/** No server has so many. */
const noRoom = Number.MAX_SAFE_INTEGER;
const patienceMs = 10_000;

/** A WebSocket that keeps every frame. */
export class TestSocket {
  readonly #socket: WebSocket;
  readonly #frames: Frame[] = [];
  #closed: number | undefined;
  readonly #waiting = new Set<() => void>();

  constructor(base: string, query = "") {
    this.#socket = new WebSocket(`${base.replace("http", "ws")}/ws${query}`);
    this.#socket.addEventListener("message", ({ data }) => {
      this.#frames.push(JSON.parse(String(data)) as Frame);
      this.#wake();
    });
    this.#socket.addEventListener("close", ({ code }) => {
      this.#closed = code;
      this.#wake();
    });
  }

  async opened(): Promise<this> {
    await new Promise((resolve, reject) => {
      this.#socket.addEventListener("open", resolve, { once: true });
      this.#socket.addEventListener("error", () => reject(new Error("the socket was refused")), { once: true });
    });
    return this;
  }

  send(frame: object | string): void {
    this.#socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  }

  /** What answers `frame`: `ok`, an error's code, or the code with which the socket was closed meanwhile. */
  async ask(frame: object): Promise<string> {
    const ref = crypto.randomUUID();
    this.send({ ...frame, ref });
    // It has no answer: it is over when what waits behind it is answered.
    if ("is_typing" in frame) this.send({ type: "leave_room", room_id: noRoom, ref: `${ref}.` });
    return this.outcome((given) => given["ref"] === ref || given["ref"] === `${ref}.`);
  }

  /** What the first frame that fits says, or the code with which the socket was closed before it came. */
  async outcome(fits: (frame: Frame) => boolean): Promise<string> {
    const deadline = performance.now() + patienceMs;
    for (;;) {
      const found = this.#frames.find(fits);
      if (found !== undefined) return found["type"] === "error" ? String(found["code"]) : "ok";
      if (this.#closed !== undefined) return String(this.#closed);
      const leftMs = deadline - performance.now();
      if (leftMs <= 0) throw new Error(`no answer came, only ${JSON.stringify(this.#frames.slice(-5))}`);
      await this.#more(leftMs);
    }
  }

  close(): void {
    this.#socket.close();
  }

  #more(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.#waiting.add(wake);
    });
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
  }
}
