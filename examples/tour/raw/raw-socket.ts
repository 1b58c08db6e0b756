import { isDeepStrictEqual } from "node:util";
import type { Watchable } from "@hubbub/client";
import { until } from "../until.ts";

/** A frame as it stands in the protocol; docs/protocol.md has them all. */
export type Frame = { readonly type: string } & Readonly<Record<string, unknown>>;

/** A socket to hubbub without the client: it sends frames, and keeps all that come. */
export class RawSocket {
  readonly #socket: WebSocket;
  readonly #listeners = new Set<() => void>();
  #frames: readonly Frame[] = [];
  #lastRef = 0;
  readonly #heard: Watchable<readonly Frame[]> = {
    snapshot: () => this.#frames,
    subscribe: (listener) => {
      this.#listeners.add(listener);
      return () => this.#listeners.delete(listener);
    },
  };

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      this.#frames = [...this.#frames, JSON.parse(String(data)) as Frame];
      for (const listener of this.#listeners) listener();
    });
  }

  /** Signed in: the first frame is `auth`. */
  static async open(url: string, token: string): Promise<RawSocket> {
    const socket = new WebSocket(`${url.replace(/^http/, "ws")}/ws`);
    const raw = new RawSocket(socket);
    await new Promise((resolve, reject) => {
      socket.addEventListener("open", resolve);
      socket.addEventListener("error", () => reject(new Error("The socket did not open")));
    });
    await raw.ask({ type: "auth", token });
    return raw;
  }

  send(frame: Frame): void {
    this.#socket.send(JSON.stringify(frame));
  }

  /** Sends a command, and gives its answer: the frame with the same `ref`. Fails with what the server says. */
  async ask(frame: Frame): Promise<Frame> {
    const ref = (this.#lastRef += 1);
    this.send({ ...frame, ref });
    const answer = await this.finds(`an answer to ${frame.type}`, (one) => one["ref"] === ref);
    if (answer.type === "error") throw new Error(`${frame.type}: ${String(answer["message"])}`);
    return answer;
  }

  /** The first frame that has all these fields, whether it has come or will. */
  async hears(fields: Frame): Promise<Frame> {
    return await this.finds(JSON.stringify(fields), (frame) =>
      Object.entries(fields).every(([name, value]) => isDeepStrictEqual(frame[name], value)),
    );
  }

  /** The first frame that fits. */
  async finds(what: string, fits: (frame: Frame) => boolean): Promise<Frame> {
    return await until(`${what} was heard`, this.#heard, (frames) => frames.find(fits));
  }

  close(): void {
    this.#socket.close();
  }
}
