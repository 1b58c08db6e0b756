import { io, type ManagerOptions, type Socket, type SocketOptions } from "socket.io-client";

const patienceMs = 10_000;

interface Received {
  readonly event: string;
  readonly values: readonly unknown[];
}

/** A Socket.IO client of a test: keeps every event, and hands each out once to who waits for its kind. */
export class TestSocketIo {
  readonly socket: Socket;
  readonly received: Received[] = [];
  readonly #taken = new Set<Received>();
  #wake: () => void = () => {};

  constructor(port: number, options: Partial<ManagerOptions & SocketOptions>) {
    const quick = { forceNew: true, reconnectionDelay: 20, reconnectionDelayMax: 100 };
    this.socket = io(`http://127.0.0.1:${port}`, { ...quick, ...options });
    this.socket.onAny((event: string, ...values: unknown[]) => this.#keep(event, values));
    this.socket.on("connect", () => this.#keep("connect", []));
    this.socket.on("connect_error", (error) => this.#keep("connect_error", [error.message]));
    this.socket.on("disconnect", (reason) => this.#keep("disconnect", [reason]));
  }

  /** What the first fitting event brought that was not handed out before; waits for it. */
  async next<Value = Record<string, unknown>>(
    event: string,
    fits: (value: Value) => boolean = () => true,
    timeoutMs = patienceMs,
  ): Promise<[Value, ...unknown[]]> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const found = this.received.find(
        (one) => one.event === event && !this.#taken.has(one) && fits(one.values[0] as Value),
      );
      if (found !== undefined) {
        this.#taken.add(found);
        return found.values as [Value, ...unknown[]];
      }
      const leftMs = deadline - Date.now();
      if (leftMs <= 0) throw new Error(`no ${event} came, only ${JSON.stringify(this.received.slice(-10))}`);
      await this.#more(leftMs);
    }
  }

  all(event: string): unknown[] {
    return this.received.filter((one) => one.event === event).map(({ values }) => values[0]);
  }

  /** Sends a command and waits for its acknowledgement. */
  ask(event: string, payload: unknown): Promise<Record<string, unknown>> {
    return this.socket.timeout(patienceMs).emitWithAck(event, payload) as Promise<Record<string, unknown>>;
  }

  get transport(): string {
    return this.socket.io.engine.transport.name;
  }

  close(): void {
    this.socket.close();
  }

  #keep(event: string, values: readonly unknown[]): void {
    this.received.push({ event, values });
    this.#wake();
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
