import type { ClientFrame, ServerFrame } from "@hubbub/ws-protocol";
import type { SocketLike } from "../connection/socket-like.ts";

type Listeners = {
  open: (() => void)[];
  message: ((event: { data: unknown }) => void)[];
  close: ((event: { code: number }) => void)[];
};

/** The client's end of a socket whose other end is a test. */
export class FakeSocket implements SocketLike {
  readonly sent: ClientFrame[] = [];
  readonly #listeners: Listeners = { open: [], message: [], close: [] };
  readonly #onSend: (frame: ClientFrame) => void;
  state: "connecting" | "open" | "closed" = "connecting";

  constructor(onSend: (frame: ClientFrame) => void = () => {}) {
    this.#onSend = onSend;
  }

  addEventListener<Type extends keyof Listeners>(type: Type, listener: Listeners[Type][number]): void {
    (this.#listeners[type] as Listeners[Type][number][]).push(listener);
  }

  send(text: string): void {
    if (this.state !== "open") return;
    const frame = JSON.parse(text) as ClientFrame;
    this.sent.push(frame);
    this.#onSend(frame);
  }

  close(): void {
    this.drop(1000);
  }

  accept(): void {
    if (this.state !== "connecting") return;
    this.state = "open";
    for (const listener of this.#listeners.open) listener();
  }

  deliver(frame: ServerFrame): void {
    if (this.state !== "open") return;
    for (const listener of this.#listeners.message) listener({ data: JSON.stringify(frame) });
  }

  drop(code: number): void {
    if (this.state === "closed") return;
    this.state = "closed";
    for (const listener of this.#listeners.close) listener({ code });
  }
}
