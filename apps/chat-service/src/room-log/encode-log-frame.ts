import type { LogFrame, Person } from "@hubbub/ws-protocol";
import type { LogEvent } from "./log-event.ts";
import { toMessage } from "./to-message.ts";

/** The event's WebSocket frame: one JSON text in UTF-8, `type` first, no newline; made of the row alone. */
export function encodeLogFrame(event: LogEvent): Uint8Array {
  return Buffer.from(event.kind === "message" ? toMessageText(event) : JSON.stringify(toLogFrame(event)));
}

/** The hot path: what is new has no state, and its text is sooner put together than an object for it. */
function toMessageText(event: LogEvent & { readonly kind: "message" }): string {
  const { roomId, seq, body, state } = event;
  if (state !== undefined || body.reply_to !== undefined) return JSON.stringify(toLogFrame(event));
  return (
    `{"type":"new_message","id":"${roomId}:${seq}","room_id":${roomId},"seq":${seq},"user_id":${event.actorId},` +
    `"username":${JSON.stringify(body.username)},"content":${JSON.stringify(body.content)},` +
    `"client_msg_id":${JSON.stringify(event.clientMsgId ?? "")},"created_at":"${event.createdAt.toISOString()}",` +
    `"reactions":[]}`
  );
}

function toLogFrame(event: LogEvent): LogFrame {
  const { roomId, seq, actorId } = event;
  const created_at = event.createdAt.toISOString();
  const place = { room_id: roomId, seq, created_at };
  switch (event.kind) {
    case "message":
      return { type: "new_message", ...toMessage(event) };
    case "message_edited": {
      const { username, content } = event.body;
      const target_seq = targetOf(event);
      return { type: event.kind, ...place, target_seq, user_id: actorId, username, content, edited_at: created_at };
    }
    case "message_deleted": {
      const { username } = event.body;
      return { type: event.kind, ...place, target_seq: targetOf(event), user_id: actorId, username };
    }
    case "reaction": {
      const { username, emoji, on, user_ids } = event.body;
      const target_seq = targetOf(event);
      return { type: event.kind, ...place, target_seq, user_id: actorId, username, emoji, on, user_ids };
    }
    case "member_added": {
      const users = event.body.users.map((user) => ({ ...toPerson(user), role: user.role }));
      return { type: event.kind, ...place, actor_id: actorId, users };
    }
    case "member_removed": {
      const { users, reason } = event.body;
      return { type: event.kind, ...place, actor_id: actorId, users: users.map(toPerson), reason };
    }
    case "room_updated": {
      const { username, name, topic, archived_at, member } = event.body;
      return {
        type: event.kind,
        ...place,
        actor_id: actorId,
        username,
        ...(name === undefined ? {} : { name }),
        ...(topic === undefined ? {} : { topic }),
        ...(archived_at === undefined ? {} : { archived_at }),
        ...(member === undefined ? {} : { member: { ...toPerson(member), role: member.role } }),
      };
    }
  }
}

function targetOf({ roomId, seq, targetSeq }: LogEvent): number {
  if (targetSeq === undefined) throw new Error(`The event ${roomId}:${seq} has no target`);
  return targetSeq;
}

/** Key by key: JSON from the database has its keys in another order, and the frames shall be the same. */
function toPerson({ user_id, username }: Person): Person {
  return { user_id, username };
}
