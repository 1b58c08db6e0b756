import type { ServerFrameOf } from "@hubbub/ws-protocol";
import { renameField } from "./rename-fields.ts";

/** An error in this dialect's words: the field named as the client wrote it. */
export function toErrorPayload(frame: ServerFrameOf<"error">) {
  const { code, field, message, retryable, retry_after_ms: retryAfterMs, client_msg_id: clientMsgId } = frame;
  return {
    code,
    message: field === undefined ? message : toMessage(message, field),
    ...(field === undefined ? {} : { field: renameField(field) }),
    retryable,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(clientMsgId === undefined ? {} : { clientMsgId }),
  };
}

function toMessage(message: string, field: string): string {
  if (field === "type") return "There is no event of this name";
  return message.startsWith(`${field} `) ? renameField(field) + message.slice(field.length) : message;
}
