import { once } from "node:events";
import type { ServerFrame } from "@hubbub/ws-protocol";
import { WebSocket } from "ws";
import { until } from "./until.ts";

type Frame = ServerFrame & Record<string, unknown>;

/** A raw WebSocket client that keeps every frame it got. */
export interface TestSocket {
  readonly frames: Frame[];
  send(frame: unknown): void;
  sendRaw(data: string | Buffer): void;
  /** The first frame that fits, now or later; each is given out once. */
  next(type: string, fits?: (frame: Frame) => boolean): Promise<Frame>;
  /** The close code, once closed. */
  closed(): Promise<number>;
  close(): void;
}

export async function openSocket(url: string, clientAddress = "10.0.0.1", query = ""): Promise<TestSocket> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/ws${query}`, {
    headers: { "X-Forwarded-For": clientAddress },
  });
  const frames: Frame[] = [];
  const given = new Set<Frame>();
  let closeCode: number | undefined;
  socket.on("message", (data) => frames.push(JSON.parse((data as Buffer).toString()) as Frame));
  socket.on("close", (code) => (closeCode = code));
  socket.on("error", () => {});
  await once(socket, "open");
  return {
    frames,
    send: (frame) => socket.send(JSON.stringify(frame)),
    sendRaw: (data) => socket.send(data),
    async next(type, fits = () => true) {
      let found: Frame | undefined;
      await until(`a frame ${type} among ${JSON.stringify(frames)}`, 10_000, () => {
        found = frames.find((frame) => frame.type === type && !given.has(frame) && fits(frame));
        if (found === undefined && closeCode !== undefined) throw new Error(`closed with ${closeCode} before ${type}`);
        return found !== undefined;
      });
      given.add(found!);
      return found!;
    },
    async closed() {
      await until("the socket is closed", 20_000, () => closeCode !== undefined);
      return closeCode!;
    },
    close: () => socket.close(),
  };
}

/** Connects, authenticates and, if asked, joins. */
export async function signedInSocket(url: string, token: string, clientAddress?: string): Promise<TestSocket> {
  const socket = await openSocket(url, clientAddress);
  socket.send({ type: "auth", token });
  await socket.next("success");
  return socket;
}
