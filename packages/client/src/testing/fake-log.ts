import {
  changeMessage,
  changeThread,
  isInTimeline,
  isLogged,
  isShownAs,
  type LogFrame,
  type Message,
  type ServerFrameOf,
  type Thread,
} from "@hubbub/ws-protocol";
import type { MessagePage, MessagesAround } from "../rest/messages-api.ts";
import type { ThreadPage, ThreadPageWanted } from "../rest/threads-api.ts";

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
    besides: Pick<Message, "thread_seq" | "in_room" | "attachments"> = {},
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
      ...besides,
    };
    this.frames.push(frame);
    const told = besides.thread_seq === undefined ? frame : { ...frame, thread: this.#thread(besides.thread_seq) };
    this.frames[frame.seq - 1] = told;
    return { frame: told, duplicate: false };
  }

  /** Somebody replies in a thread. */
  reply(userId: number, threadSeq: number, content: string, inRoom = false): ServerFrameOf<"new_message"> {
    const inThread = { thread_seq: threadSeq, ...(inRoom ? { in_room: true } : {}) };
    return this.post(userId, content, `reply ${this.lastSeq}`, inThread).frame;
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
    const { thread_seq, in_room } = this.all().find(({ seq }) => seq === targetSeq) ?? {};
    const frame = this.#push({ type: "message_deleted", ...this.#next(), target_seq: targetSeq, ...author });
    if (thread_seq === undefined) return frame;
    const inThread = { thread_seq, ...(in_room === undefined ? {} : { in_room }) };
    return (this.frames[frame.seq - 1] = { ...frame, ...inThread, thread: this.#thread(thread_seq) } as LogFrame);
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

  /** What the room shows, as later events left it. */
  messages(): Message[] {
    return this.all().filter(isInTimeline);
  }

  /** Every message that is kept, as later events left it. */
  all(): Message[] {
    const events = this.frames.filter(isLogged);
    const changes = events.filter((frame) => isShownAs(frame, "change"));
    const expired = this.frames.map((frame) => (frame.type === "messages_expired" ? frame.up_to_seq : 0));
    const expiredSeq = Math.max(0, ...expired);
    return this.frames
      .filter((frame) => frame.type === "new_message")
      .filter(({ seq }) => seq > expiredSeq)
      .map(({ type: _, thread: __, ...message }) => {
        const changed = changes
          .filter((change) => change.target_seq === message.seq)
          .reduce((state: Message, change) => changeMessage(state, change), message);
        return events.reduce((state, event) => changeThread(state, event), changed);
      });
  }

  /** As the server answers who asks for a thread, of whom it knows `place`. */
  thread(
    rootSeq: number,
    { beforeSeq = Number.MAX_SAFE_INTEGER, afterSeq, limit = 4 }: ThreadPageWanted,
    place: Pick<ThreadPage, "following" | "last_read_seq">,
  ): ThreadPage | undefined {
    const all = this.all();
    const root = all.find(({ seq }) => seq === rootSeq);
    const replies = all.filter(({ thread_seq }) => thread_seq === rootSeq);
    const wanted = replies.filter(({ seq }) => (afterSeq === undefined ? seq < beforeSeq : seq > afterSeq));
    const messages = afterSeq === undefined ? wanted.slice(-limit) : wanted.slice(0, limit);
    return root && { root, messages, has_more: wanted.length > messages.length, ...place };
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

  #thread(rootSeq: number): Thread {
    const replies = this.all().filter(
      ({ thread_seq, deleted_at }) => thread_seq === rootSeq && deleted_at === undefined,
    );
    const users = replies.toReversed().map(({ user_id }) => user_id);
    return {
      reply_count: replies.length,
      last_reply_seq: replies.at(-1)?.seq ?? rootSeq,
      last_reply_at: at,
      user_ids: [...new Set(users)].slice(0, 5),
      updated_seq: this.lastSeq,
    };
  }

  #next() {
    return { room_id: this.roomId, seq: this.lastSeq + 1, created_at: at };
  }

  #push(frame: LogFrame): LogFrame {
    this.frames.push(frame);
    return frame;
  }
}
