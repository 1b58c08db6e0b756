import { connect } from "node:net";
import { onTestFinished } from "vitest";

export interface RawConnection {
  /** Resolves once the kernel has taken it. */
  send(data: string | Uint8Array): Promise<void>;
  /** What came so far. */
  received(): string;
  /** Resolves when the text has come; rejects if the connection ends before. */
  seen(text: string): Promise<void>;
  readonly closed: Promise<void>;
  destroy(): void;
}

/** A TCP connection that speaks HTTP/1.1 by hand. */
export function rawHttp(port: number): RawConnection {
  const socket = connect(port, "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  let received = "";
  const checks = new Set<() => void>();
  const runChecks = () => {
    for (const check of checks) check();
  };
  const closed = new Promise<void>((resolve) => socket.on("close", () => resolve()));
  socket.on("error", () => {});
  socket.on("data", (chunk) => {
    received += chunk.toString("latin1");
    runChecks();
  });
  return {
    send: (data) => new Promise((resolve) => socket.write(data, () => resolve())),
    received: () => received,
    seen: (text) =>
      new Promise((resolve, reject) => {
        const check = () => received.includes(text) && resolve();
        checks.add(check);
        void closed.then(() => reject(new Error(`closed before ${text}: ${received}`)));
        check();
      }),
    closed,
    destroy: () => void socket.destroy(),
  };
}
