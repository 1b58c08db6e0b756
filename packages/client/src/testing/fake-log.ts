import {
  changeMessage,
  isLogged,
  isShownAs,
  type LogFrame,
  type Message,
  type ServerFrameOf,
} from "@hubbub/ws-protocol";
import type { MessagePage, MessagesAround } from "../rest/messages-api.ts";

const at = "2026-01-01T00:00:00.000Z";

/** A room's log as the server keeps it. */
export class FakeLog {
  readonly roomId: number;
  readonly frames: LogFrame[] = [];
  epoch = "epoch-1";

  constructor(roomId: number) {
    this.roomId = roomId;
  }

  get lastSeq(): number {
    return this.frames.length;
  }

  post(
    userId: number,
    content: string,
    clientMsgId: string,
  ): { frame: ServerFrameOf<"new_message">; duplicate: boolean } {
    const known = this.frames.find(
      (frame) => frame.type === "new_message" && frame.user_id === userId && frame.client_msg_id === clientMsgId,
    );
    if (known?.type === "new_message") return { frame: known, duplicate: true };
    const frame: ServerFrameOf<"new_message"> = {
      type: "new_message",
      ...this.#next(),
      id: `${this.roomId}:${this.lastSeq + 1}`,
      user_id: userId,
      username: `user-${userId}`,
      content,
      client_msg_id: clientMsgId,
      reactions: [],
    };
    this.frames.push(frame);
    return { frame, duplicate: false };
  }

  edit(targetSeq: number, content: string): LogFrame {
    const author = { user_id: 9, username: "user-9" };
    return this.#push({
      type: "message_edited",
      ...this.#next(),
      target_seq: targetSeq,
      ...author,
      content,
      edited_at: at,
    });
  }

  delete(targetSeq: number): LogFrame {
    const author = { user_id: 9, username: "user-9" };
    return this.#push({ type: "message_deleted", ...this.#next(), target_seq: targetSeq, ...author });
  }

  pin(targetSeq: number, on = true): LogFrame {
    const who = { user_id: 9, username: "user-9" };
    return this.#push({ type: "message_pinned", ...this.#next(), target_seq: targetSeq, ...who, on });
  }

  addMember(userId: number): LogFrame {
    const users = [{ user_id: userId, username: `user-${userId}`, role: "member" as const }];
    return this.#push({ type: "member_added", ...this.#next(), actor_id: userId, users });
  }

  removeMember(userId: number): LogFrame {
    const users = [{ user_id: userId, username: `user-${userId}` }];
    return this.#push({ type: "member_removed", ...this.#next(), actor_id: 9, users, reason: "removed" });
  }

  /** The room keeps nothing any more of what is up to there. */
  expire(upToSeq: number): LogFrame {
    return this.#push({ type: "messages_expired", ...this.#next(), up_to_seq: upToSeq });
  }

  /** An event of a kind that only a later release knows. */
  later(): LogFrame {
    return this.#push({ type: "later_kind", ...this.#next(), target_seq: 1 } as unknown as LogFrame);
  }

  /** Every message that is kept, as later events left it. */
  messages(): Message[] {
    const changes = this.frames.filter(isLogged).filter((frame) => isShownAs(frame, "change"));
    const expired = this.frames.map((frame) => (frame.type === "messages_expired" ? frame.up_to_seq : 0));
    const expiredSeq = Math.max(0, ...expired);
    return this.frames
      .filter((frame) => frame.type === "new_message")
      .filter(({ seq }) => seq > expiredSeq)
      .map(({ type: _, ...message }) =>
        changes
          .filter((change) => change.target_seq === message.seq)
          .reduce((state: Message, change) => changeMessage(state, change), message),
      );
  }

  pins(): Message[] {
    return this.messages().filter(({ pinned }) => pinned === true);
  }

  page(limit: number, beforeSeq = Number.MAX_SAFE_INTEGER): MessagePage {
    const before = this.messages().filter((message) => message.seq < beforeSeq);
    return { messages: before.slice(-limit), has_more: before.length > limit };
  }

  pageAfter(limit: number, afterSeq: number): MessagePage {
    const after = this.messages().filter((message) => message.seq > afterSeq);
    return { messages: after.slice(0, limit), has_more: after.length > limit };
  }

  around(limit: number, seq: number): MessagesAround {
    const all = this.messages();
    const middle = all.filter((message) => message.seq < seq).length;
    const first = Math.max(0, Math.min(middle - Math.floor(limit / 2), all.length - limit));
    const messages = all.slice(first, first + limit);
    return { messages, has_more_before: first > 0, has_more_after: first + limit < all.length };
  }

  #next() {
    return { room_id: this.roomId, seq: this.lastSeq + 1, created_at: at };
  }

  #push(frame: LogFrame): LogFrame {
    this.frames.push(frame);
    return frame;
  }
}
