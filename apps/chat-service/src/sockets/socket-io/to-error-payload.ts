import type { ServerFrameOf } from "@hubbub/ws-protocol";
import { renameField } from "../../dialect/rename-fields.ts";
import { authDeadlineMs } from "../../limits.ts";
import { noAuthInTime, sendAuthFirst } from "../session/auth-awaited.ts";

/** An error in this dialect's words: the field named as the client wrote it, and what it does otherwise than its old server. */
export function toErrorPayload(frame: ServerFrameOf<"error">) {
  const { code, field, message, retryable, retry_after_ms: retryAfterMs, client_msg_id: clientMsgId } = frame;
  return {
    code,
    message: field === undefined ? (ownSentences.get(message) ?? message) : toMessage(message, field),
    ...(field === undefined ? {} : { field: renameField(field) }),
    retryable,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(clientMsgId === undefined ? {} : { clientMsgId }),
  };
}

const signIn = "POST /api/v1/users/login (or /register) answers with a token: names alone prove nothing here";

const ownSentences: ReadonlyMap<string, string> = new Map([
  [sendAuthFirst, `Send authenticate {token} first. ${signIn}`],
  [noAuthInTime, `No authenticate {token} came within ${authDeadlineMs / 1000} s. ${signIn}`],
]);

/** What to do about a field that older clients send in another form, or not at all. */
const advice: Readonly<Record<string, string>> = {
  room_id: "Rooms have numbers: POST /api/v1/rooms makes one, GET /api/v1/rooms lists them",
  token: signIn,
};

function toMessage(message: string, field: string): string {
  if (field === "type") return "There is no event of this name";
  if (!message.startsWith(`${field} `)) return message;
  const sentence = renameField(field) + message.slice(field.length);
  const todo = advice[field];
  return todo === undefined ? sentence : `${sentence}. ${todo}`;
}
