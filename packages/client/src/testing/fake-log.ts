import {
  changeMessage,
  isLogged,
  isShownAs,
  type LogFrame,
  type Message,
  type ServerFrameOf,
} from "@hubbub/ws-protocol";
import type { MessagePage } from "../rest/messages-api.ts";

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

  addMember(userId: number): LogFrame {
    const users = [{ user_id: userId, username: `user-${userId}`, role: "member" as const }];
    return this.#push({ type: "member_added", ...this.#next(), actor_id: userId, users });
  }

  removeMember(userId: number): LogFrame {
    const users = [{ user_id: userId, username: `user-${userId}` }];
    return this.#push({ type: "member_removed", ...this.#next(), actor_id: 9, users, reason: "removed" });
  }

  /** An event of a kind that only a later release knows. */
  later(): LogFrame {
    return this.#push({ type: "later_kind", ...this.#next(), target_seq: 1 } as unknown as LogFrame);
  }

  /** Every message as later events left it. */
  messages(): Message[] {
    const changes = this.frames.filter(isLogged).filter((frame) => isShownAs(frame, "change"));
    return this.frames
      .filter((frame) => frame.type === "new_message")
      .map(({ type: _, ...message }) =>
        changes
          .filter((change) => change.target_seq === message.seq)
          .reduce((state: Message, change) => changeMessage(state, change), message),
      );
  }

  page(limit: number, beforeSeq = Number.MAX_SAFE_INTEGER): MessagePage {
    const before = this.messages().filter((message) => message.seq < beforeSeq);
    return { messages: before.slice(-limit), has_more: before.length > limit };
  }

  #next() {
    return { room_id: this.roomId, seq: this.lastSeq + 1, created_at: at };
  }

  #push(frame: LogFrame): LogFrame {
    this.frames.push(frame);
    return frame;
  }
}
