import type { GeneratorScript } from "../generator/generator-script.ts";
import { messageContent } from "./message-content.ts";

/** What a client of the plain WebSocket peers says. */
export const peerScript: GeneratorScript = {
  path: "/",
  opening: [
    ["send", `{"type":"join_room","room_id":"{room}","username":"{token}"}`],
    ["expect", `{"type":"room_joined"`],
  ],
  message: `{"type":"send_message","room_id":"{room}","content":"${messageContent}","client_msg_id":"{stamp}"}`,
  delivery: `{"type":"new_message"`,
};
