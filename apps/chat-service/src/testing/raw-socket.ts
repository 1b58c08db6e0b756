import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect, type Socket } from "node:net";

export interface RawClient {
  readonly socket: Socket;
  send(frame: object): void;
  /** A text frame; of bytes, a binary one. */
  sendText(text: string | Uint8Array): void;
}

/** A WebSocket on a bare connection, for what no WebSocket library does: to stop reading. */
export async function openRawSocket(port: number, path = "/ws"): Promise<RawClient> {
  const socket = connect({ host: "127.0.0.1", port });
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: chat\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\n\r\n`,
  );
  const refused = new AbortController();
  socket.once("close", () => refused.abort(new Error("closed before it was a WebSocket")));
  await once(socket, "data", { signal: refused.signal });
  const sendText = (text: string | Uint8Array) => socket.write(maskedFrame(text));
  return { socket, sendText, send: (frame) => sendText(JSON.stringify(frame)) };
}

/** RFC 6455, section 5.2: a final frame, masked with zeros. */
function maskedFrame(content: string | Uint8Array): Buffer {
  const payload = Buffer.from(content as string);
  const first = typeof content === "string" ? 0x81 : 0x82;
  const head = Buffer.from([first, 0x80 | 126, payload.length >> 8, payload.length & 0xff, 0, 0, 0, 0]);
  return Buffer.concat([head, payload]);
}
