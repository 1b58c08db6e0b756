import type { Socket } from "node:net";
import { keepWebSocket } from "./open-web-socket.ts";
import { pump } from "./pump.ts";
import type { Target } from "./target.ts";
import { textFrame } from "./web-socket-bytes.ts";

export interface FrameFlood {
  readonly sockets: number;
  /** `/ws` without it. */
  readonly path?: string;
  /** Sent when the socket is open, before anything else. */
  readonly hello?: readonly Buffer[];
  /** The flood begins with the first frame of this kind; without it at once. */
  readonly after?: RegExp;
  /** The next bytes, and how many frames they are. */
  readonly next: () => { readonly bytes: Buffer; readonly frames: number };
  /** Reads nothing once the flood has begun. */
  readonly deaf?: boolean;
}

/** Sends frames on several sockets as fast as they are taken. */
export function floodFrames(target: Target, flood: FrameFlood): void {
  const { sockets, path = "/ws", hello = [], after, next, deaf = false } = flood;
  const start = (socket: Socket) => {
    if (deaf) socket.pause();
    pump(socket, () => {
      const { bytes, frames } = next();
      target.tally.sent(frames);
      return bytes;
    });
  };
  for (let index = 0; index < sockets; index += 1) {
    const started = new WeakSet<Socket>();
    keepWebSocket(target, {
      path,
      opened(socket) {
        for (const bytes of hello) socket.write(bytes);
        if (after === undefined) start(socket);
      },
      received(socket, text) {
        if (after === undefined || started.has(socket) || !after.test(text)) return;
        started.add(socket);
        start(socket);
      },
    });
  }
}

/** The same frames again and again, many in one write. */
export function repeated(frames: readonly Buffer[], bytesAtOnce = 65_536): FrameFlood["next"] {
  const once = Buffer.concat(frames);
  const times = Math.max(1, Math.floor(bytesAtOnce / once.length));
  const batch = { bytes: Buffer.concat(Array.from({ length: times }, () => once)), frames: times * frames.length };
  return () => batch;
}

/** As an account: joins the bystanders' room first. */
export function signedIn({ me, room }: Target): Pick<FrameFlood, "hello" | "after"> {
  return {
    hello: [
      textFrame(JSON.stringify({ type: "auth", token: me.token })),
      textFrame(JSON.stringify({ type: "join_room", room_id: room })),
    ],
    // A socket that may not join attacks all the same.
    after: /^\{"type":"(room_joined|error)"/,
  };
}
