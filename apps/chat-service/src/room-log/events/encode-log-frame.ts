import { logKinds } from "../kinds/log-kinds.ts";
import type { RowOf } from "../kinds/log-kind.ts";
import type { LaterEvent, LogEvent, StoredEvent } from "./log-event.ts";
import { type MessageBody, toMessage, toThread } from "../kinds/message.ts";

/** The event's WebSocket frame: one JSON text in UTF-8, `type` first, no newline; made of the row alone. */
export function encodeLogFrame(event: StoredEvent): Uint8Array {
  return Buffer.from(event.kind === "message" ? toMessageText(event) : JSON.stringify(toLogFrame(event)));
}

/** The hot path: what is new has no state, and its text is sooner put together than an object for it. */
function toMessageText(event: LogEvent & { readonly kind: "message" }): string {
  const { roomId, seq, body, state, thread } = event;
  const isPlain = state === undefined && thread === undefined && plainBody(body);
  if (!isPlain) {
    const ofReply = body.thread_seq === undefined || thread === undefined ? {} : { thread: toThread(thread) };
    return JSON.stringify({ type: "new_message", ...toMessage(event), ...ofReply });
  }
  return (
    `{"type":"new_message","id":"${roomId}:${seq}","room_id":${roomId},"seq":${seq},"user_id":${event.actorId},` +
    `"username":${JSON.stringify(body.username)},"content":${JSON.stringify(body.content)},` +
    `"client_msg_id":${JSON.stringify(event.clientMsgId ?? "")},"created_at":"${event.createdAt.toISOString()}",` +
    `"reactions":[]}`
  );
}

/** Nothing but the name and the text: what else a body holds the frame shows. */
function plainBody({ reply_to, thread_seq, mentioned, attachments }: MessageBody): boolean {
  return reply_to === undefined && thread_seq === undefined && mentioned === undefined && attachments === undefined;
}

function toLogFrame(event: Exclude<StoredEvent, { readonly kind: "message" }>): object {
  const { roomId, seq } = event;
  const place = { room_id: roomId, seq, created_at: event.createdAt.toISOString() };
  if (event.kind === "later") return { type: event.laterKind, ...place, ...laterFields(event) };
  return { type: event.kind, ...place, ...fieldsOf(event) };
}

function fieldsOf(event: LogEvent): object {
  const { frame } = logKinds[event.kind] as unknown as { readonly frame: (event: RowOf<unknown>) => object };
  return frame(event);
}

/** What a later release's frame most likely says: a client of that release may be connected here. */
function laterFields({ actorId, targetSeq, body }: LaterEvent): object {
  const { type: _type, room_id: _roomId, seq: _seq, created_at: _createdAt, ...rest } = body;
  return { actor_id: actorId, ...(targetSeq === undefined ? {} : { target_seq: targetSeq }), ...rest };
}
