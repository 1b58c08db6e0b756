import type { Socket } from "node:net";
import { requestBytes, HttpAnswers } from "./http-bytes.ts";
import { keepConnected } from "./connect.ts";
import type { Target } from "./target.ts";
import { ServerFrames } from "./web-socket-bytes.ts";

export interface WebSocketPlan {
  /** With its query. */
  readonly path: string;
  readonly address?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Called when the socket is open. */
  readonly opened: (socket: Socket) => void;
  /** Called for each text frame. */
  readonly received?: (socket: Socket, text: string) => void;
}

const handshake = {
  Connection: "Upgrade",
  Upgrade: "websocket",
  "Sec-WebSocket-Version": "13",
  "Sec-WebSocket-Key": "aHViYnViIGh1YmJ1YiBodQ==",
};

/** Enough of a frame to know its type and code; the rest is the server's work, not the attacker's. */
const shownBytes = 160;

/** Keeps one WebSocket, counts what it is told, and opens it again whenever it ends. */
export function keepWebSocket(target: Target, { path, address, headers, opened, received }: WebSocketPlan): void {
  const { tally } = target;
  const shake = requestBytes(target, {
    method: "GET",
    path,
    headers: { ...handshake, ...headers },
    ...(address === undefined ? {} : { address }),
  });
  keepConnected(target, (socket) => {
    const answers = new HttpAnswers();
    const frames = new ServerFrames();
    let open = false;
    let closedAs: string | undefined = "cut";
    const take = (opcode: number, payload: Buffer) => {
      if (opcode === 0x8) {
        closedAs = `close ${payload.length < 2 ? 1005 : payload.readUInt16BE(0)}`;
        socket.destroy();
      } else if (opcode === 0x1) {
        tally.got(nameOf(payload.toString("latin1", 0, shownBytes)));
        received?.(socket, payload.toString());
      }
    };
    socket.on("data", (chunk: Buffer) => {
      if (open) return frames.push(chunk, take);
      answers.push(chunk, ({ status, body }) => {
        if (status === 101) {
          open = true;
          tally.got("connected");
          opened(socket);
          frames.push(body, take);
        } else {
          tally.got(String(status));
          closedAs = undefined;
          socket.destroy();
        }
      });
    });
    socket.write(shake);
    return () => closedAs;
  });
}

/** A native frame by its type, an error by its code; another dialect's by how it begins. */
function nameOf(text: string): string {
  const type = /^\{"type":"(\w+)"/.exec(text)?.[1];
  if (type === "error") return `error ${/"code":"(\w+)"/.exec(text)?.[1] ?? "?"}`;
  if (type !== undefined) return type;
  const event = /^4[0-9]+\["(\w+)"/.exec(text)?.[1];
  if (event === "error") return `error ${/"code":"(\w+)"/.exec(text)?.[1] ?? "?"}`;
  return event ?? `packet ${/^\d+/.exec(text)?.[0] ?? "?"}`;
}
