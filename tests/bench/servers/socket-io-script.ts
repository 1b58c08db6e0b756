import type { GeneratorScript } from "../generator/generator-script.ts";
import { messageContent } from "./message-content.ts";

/** Engine.IO 4 and Socket.IO 5 packets: 0 open, 2 and 3 heartbeat, 40 connect, 42 event. */
export const socketIoScript: GeneratorScript = {
  path: "/socket.io/?EIO=4&transport=websocket",
  opening: [
    ["expect", "0{"],
    ["send", "40"],
    ["expect", "40"],
    ["send", `42["join_room",{"room_id":"{room}","username":"{token}"}]`],
    ["expect", `42["room_joined"`],
  ],
  message: `42["send_message",{"room_id":"{room}","content":"${messageContent}","client_msg_id":"{stamp}"}]`,
  delivery: `42["new_message"`,
  heartbeat: ["2", "3"],
};
