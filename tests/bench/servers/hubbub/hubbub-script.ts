import type { GeneratorScript } from "../../generator/generator-script.ts";
import { messageContent } from "../message-content.ts";

/** What packages/client says, in its order. {extra} is a position to resume from. */
export const hubbubScript = {
  path: "/ws",
  opening: [
    ["send", `{"type":"auth","token":"{token}"}`],
    ["expect", `{"type":"success"`],
    ["send", `{"type":"join_room","room_id":{room}{extra}}`],
    ["expect", `{"type":"room_joined"`],
  ],
  message: `{"type":"send_message","room_id":{room},"content":"${messageContent}","client_msg_id":"{stamp}"}`,
  delivery: `{"type":"new_message"`,
  ack: `{"type":"message_ack"`,
  error: `{"type":"error"`,
} as const satisfies GeneratorScript;
