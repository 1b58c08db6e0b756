// The peer: ws, its rooms shared over Redis pub/sub. `node ws.ts PORT REDIS_PORT`
import { Redis } from "ioredis";
import { type WebSocket, WebSocketServer } from "ws";

type ClientFrame =
  | { type: "join_room"; room_id: string; username: string }
  | { type: "send_message"; room_id: string; content: string; client_msg_id: string };

const [port, redisPort] = process.argv.slice(2).map(Number);
const publisher = new Redis(redisPort!);
const subscriber = new Redis(redisPort!);
const rooms = new Map<string, Set<WebSocket>>();

subscriber.on("messageBuffer", (room: Buffer, frame: Buffer) => {
  for (const socket of rooms.get(room.toString()) ?? []) socket.send(frame, { binary: false });
});

new WebSocketServer({ port: port!, host: "127.0.0.1" }).on("connection", (socket) => {
  let joined: { room_id: string; username: string } | undefined;

  const join = async (room_id: string, username: string) => {
    const members = rooms.get(room_id) ?? new Set();
    rooms.set(room_id, members.add(socket));
    if (members.size === 1) await subscriber.subscribe(room_id);
    joined = { room_id, username };
    socket.send(JSON.stringify({ type: "room_joined", room_id }));
  };

  socket.on("message", (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as ClientFrame;
    if (frame.type === "join_room") {
      void join(frame.room_id, frame.username);
    } else if (frame.room_id === joined?.room_id) {
      const { room_id, content, client_msg_id } = frame;
      const created_at = new Date().toISOString();
      const { username } = joined;
      const message = { type: "new_message", room_id, username, content, client_msg_id, created_at };
      void publisher.publish(room_id, JSON.stringify(message));
    }
  });

  socket.on("close", () => {
    const members = joined === undefined ? undefined : rooms.get(joined.room_id);
    if (joined === undefined || members === undefined) return;
    members.delete(socket);
    if (members.size > 0) return;
    rooms.delete(joined.room_id);
    void subscriber.unsubscribe(joined.room_id);
  });
});
