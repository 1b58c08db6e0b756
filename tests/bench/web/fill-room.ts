import { once } from "node:events";
import { WebSocket } from "ws";

/** More is refused: the protocol's own limit of unanswered commands. */
const mostUnanswered = 60;
const connections = 4;

/** Writes `count` messages into a room as clients do. Answers how many seconds it took. */
export async function fillRoom(url: string, token: string, roomId: number, count: number): Promise<number> {
  const begin = performance.now();
  const share = Math.ceil(count / connections);
  await Promise.all(
    Array.from({ length: connections }, (_, n) => writeOn(url, token, roomId, Math.min(share, count - n * share), n)),
  );
  return (performance.now() - begin) / 1_000;
}

async function writeOn(url: string, token: string, roomId: number, count: number, writer: number): Promise<void> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/ws`);
  await once(socket, "open");
  let sent = 0;
  let answered = 0;
  await new Promise<void>((resolve, reject) => {
    const sendMore = () => {
      for (; sent < count && sent - answered < mostUnanswered; sent += 1) {
        const content = textOf(writer, sent);
        socket.send(
          JSON.stringify({ type: "send_message", room_id: roomId, content, client_msg_id: `${writer}-${sent}` }),
        );
      }
    };
    socket.on("error", reject);
    socket.on("message", (data: Buffer) => {
      const frame = JSON.parse(data.toString("utf8")) as { type: string; message?: string };
      if (frame.type === "error") reject(new Error(`the room cannot be filled: ${frame.message}`));
      if (frame.type === "success") sendMore();
      if (frame.type !== "message_ack") return;
      answered += 1;
      if (answered === count) resolve();
      else sendMore();
    });
    socket.send(JSON.stringify({ type: "auth", token }));
  });
  socket.close();
}

/** As people write: mostly a line, now and then several, a link, a list or code. */
function textOf(writer: number, n: number): string {
  const line = `${writer}.${n} ${"The build went through and staging looks better than before. ".repeat(1 + (n % 3))}`;
  if (n % 23 === 0) return `${line}\n\n\`\`\`ts\nconst answer = ${n};\n\`\`\``;
  if (n % 17 === 0) return `${line}\n- one\n- **two**\n- https://docs.example/${n}`;
  return line;
}
