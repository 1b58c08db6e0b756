// The peer: uWebSockets.js alone, one process, nothing shared and nothing kept. `node uws.ts PORT`
import { App } from "uWebSockets.js";

type ClientFrame =
  | { type: "join_room"; room_id: string; username: string }
  | { type: "send_message"; room_id: string; content: string; client_msg_id: string };

const port = Number(process.argv[2]);
const decoder = new TextDecoder();
const app = App();

app.ws<{ username: string }>("/*", {
  // With the default of 64 KiB a reader that falls behind silently misses messages; no other peer drops any.
  maxBackpressure: 64 * 1024 * 1024,
  message(ws, data) {
    const frame = JSON.parse(decoder.decode(data)) as ClientFrame;
    if (frame.type === "join_room") {
      const { room_id, username } = frame;
      ws.getUserData().username = username;
      ws.subscribe(room_id);
      ws.send(JSON.stringify({ type: "room_joined", room_id }));
    } else if (ws.isSubscribed(frame.room_id)) {
      const { room_id, content, client_msg_id } = frame;
      const created_at = new Date().toISOString();
      const { username } = ws.getUserData();
      app.publish(
        room_id,
        JSON.stringify({ type: "new_message", room_id, username, content, client_msg_id, created_at }),
      );
    }
  },
});
app.listen("127.0.0.1", port, (token) => {
  if (!token) throw new Error(`port ${port} is taken`);
});
