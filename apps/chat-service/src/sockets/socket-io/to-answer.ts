import type { ServerFrame } from "@hubbub/ws-protocol";
import { toAuthenticated } from "./to-events.ts";
import { toErrorPayload } from "./to-error-payload.ts";

/** What the acknowledgement of a command is called with. */
export function toAnswer(frame: ServerFrame): object {
  switch (frame.type) {
    case "error":
      return { ok: false, ...toErrorPayload(frame) };
    case "success":
      return { ok: true, ...toAuthenticated(frame) };
    case "room_joined":
      return { ok: true, roomId: frame.room_id, lastSeq: frame.last_seq, userCount: frame.user_count };
    case "room_left":
      return { ok: true, roomId: frame.room_id };
    case "message_ack":
      return {
        ok: true,
        id: `${frame.room_id}:${frame.seq}`,
        roomId: frame.room_id,
        seq: frame.seq,
        clientMsgId: frame.client_msg_id,
        timestamp: frame.created_at,
        duplicate: frame.duplicate,
      };
    default:
      return { ok: true };
  }
}
