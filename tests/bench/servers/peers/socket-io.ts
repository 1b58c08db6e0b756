// The peer: Socket.IO with its Redis adapter, as its documentation sets it up. `node socket-io.ts PORT REDIS_PORT`
import { createServer } from "node:http";
import { createAdapter } from "@socket.io/redis-adapter";
import { Redis } from "ioredis";
import { Server } from "socket.io";

const [port, redisPort] = process.argv.slice(2).map(Number);
const publisher = new Redis(redisPort!);
const httpServer = createServer();
const io = new Server(httpServer, {
  transports: ["websocket"],
  adapter: createAdapter(publisher, publisher.duplicate()),
});

io.on("connection", (socket) => {
  socket.on("join_room", async ({ room_id, username }: { room_id: string; username: string }) => {
    socket.data = { username };
    await socket.join(room_id);
    socket.emit("room_joined", { room_id });
  });
  socket.on("send_message", (message: { room_id: string; content: string; client_msg_id: string }) => {
    const { room_id, content, client_msg_id } = message;
    if (!socket.rooms.has(room_id)) return;
    const { username } = socket.data as { username: string };
    const created_at = new Date().toISOString();
    io.to(room_id).emit("new_message", { room_id, username, content, client_msg_id, created_at });
  });
});

httpServer.listen(port, "127.0.0.1");
