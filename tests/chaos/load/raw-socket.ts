import { once } from "node:events";
import { WebSocket } from "ws";
import { until } from "../system/until.ts";
import type { Person } from "./sign-up.ts";

export type Frame = Readonly<Record<string, unknown>> & { readonly type: string };

/** One connection that does what a scenario tells it, keeps every frame, and never comes back by itself. */
export class RawSocket {
  readonly frames: Frame[] = [];
  closeCode: number | undefined;
  readonly #socket: WebSocket;

  /** Connects to `url` (`ws://…/ws`), authenticates and joins `rooms`. */
  static async open(url: string, { token }: Person, rooms: readonly number[] = []): Promise<RawSocket> {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    await once(socket, "open");
    const raw = new RawSocket(socket);
    raw.send({ type: "auth", token });
    await raw.next("success");
    for (const room_id of rooms) {
      raw.send({ type: "join_room", room_id });
      await raw.next("room_joined", (frame) => frame["room_id"] === room_id);
    }
    return raw;
  }

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (data) => this.frames.push(JSON.parse((data as Buffer).toString()) as Frame));
    socket.on("error", () => undefined);
    socket.on("close", (code) => (this.closeCode = code));
  }

  send(...frames: object[]): void {
    for (const frame of frames) this.#socket.send(JSON.stringify(frame));
  }

  /** The first frame kept that fits, now or later. */
  async next(type: string, fits: (frame: Frame) => boolean = () => true, timeoutMs = 10_000): Promise<Frame> {
    const find = () => this.frames.find((frame) => frame.type === type && fits(frame));
    await until(`a frame ${type}`, timeoutMs, () => {
      if (find() === undefined && this.closeCode !== undefined) throw new Error(`closed with ${this.closeCode}`);
      return find() !== undefined;
    });
    return find()!;
  }

  /** Reads nothing any more. */
  stall(): void {
    this.#socket.pause();
  }

  close(): void {
    this.#socket.terminate();
  }
}
