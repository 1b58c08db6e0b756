import {
  type Attachment,
  type ClientFrame,
  isInTimeline,
  protocolVersion,
  type Room,
  type ServerFrame,
  type ServerFrameOf,
} from "@hubbub/ws-protocol";
import type { MyRoom } from "../rest/rooms-api.ts";
import { FakeLog } from "./fake-log.ts";
import { FakeSocket } from "./fake-socket.ts";

const userId = 1;
const at = "2026-01-01T00:00:00.000Z";

/** A chat service with one person and one room that it reads back, whose answers and connections a test can lose. */
export class FakeChatServer {
  readonly log = new FakeLog(7);
  readonly sockets: FakeSocket[] = [];
  /** `down` refuses connections; `deaf` takes commands and loses its answers and frames. */
  mode: "up" | "down" | "deaf" = "up";
  /** Answers to the next commands of a type, instead of their effect. */
  readonly refusals: { type: ClientFrame["type"]; error: Partial<ServerFrameOf<"error">> }[] = [];
  /** What it refuses for now: for how long, or undefined. `unread`: without looking into it, so its answer has no `ref`. */
  refuse: (frame: ClientFrame) => { readonly forMs: number; readonly unread?: boolean } | undefined = () => undefined;
  /** The person's read mark of the room. */
  lastReadSeq = 0;
  /** What it says to speak. */
  protocol: string | undefined = protocolVersion;
  /** What sets the room apart. */
  about: Partial<Room> = {};
  /** Who is not may not join. */
  isMember = true;
  /** Where the person is in threads, by the seqs of their roots. */
  readonly threadMarks = new Map<number, number>();
  /** What was uploaded, by id. */
  readonly files = new Map<string, Attachment>();
  /** Whether the person follows them. */
  isFollowing = true;
  /** Answers to who asks for a thread come after this, if at all. */
  threadAnswers: Promise<"come" | "lost"> | undefined;
  readonly #joined = new Set<FakeSocket>();
  readonly #otherLogs = new Map<number, FakeLog>();

  readonly connect = (): FakeSocket => {
    const socket: FakeSocket = new FakeSocket((frame) => this.#take(socket, frame));
    this.sockets.push(socket);
    queueMicrotask(() => (this.mode === "down" ? socket.drop(1006) : socket.accept()));
    return socket;
  };

  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (socket === undefined) throw new Error("nobody has connected");
    return socket;
  }

  /** Someone else writes. */
  post(content: string): void {
    this.#publish(this.log.post(2, content, `other ${this.log.lastSeq}`).frame);
  }

  /** Someone else pins a message, or takes its pin away. */
  pin(seq: number, on = true): void {
    this.#publish(this.log.pin(seq, on));
  }

  /** Someone else replies in a thread. */
  reply(threadSeq: number, content: string, inRoom = false): number {
    const frame = this.log.reply(2, threadSeq, content, inRoom);
    this.#publish(frame);
    return frame.seq;
  }

  /** Whatever is next in the log. */
  happen(frame: ServerFrame): void {
    this.#publish(frame);
  }

  /** Something happens in the room that only a later release knows. */
  later(): void {
    this.#publish(this.log.later());
  }

  /** The person is taken out of the room. */
  removeMember(): void {
    this.isMember = false;
    this.#publish(this.log.removeMember(userId));
    this.#joined.clear();
  }

  /** The room as the list of one's rooms has it. */
  listed(): readonly MyRoom[] {
    if (!this.isMember) return [];
    const counts = { last_read_seq: this.lastReadSeq, unread_count: 0, mention_count: 0 };
    return [{ ...room, ...this.about, role: "member", last_seq: this.log.lastSeq, ...counts }];
  }

  /** To every socket. */
  tell(frame: ServerFrame): void {
    for (const socket of this.sockets) this.#answer(socket, frame);
  }

  /** What a room holds, as texts. */
  contents(roomId = 7): string[] {
    return this.#logOf(roomId)
      .messages()
      .map(({ content }) => content);
  }

  /** How many commands of a type came, over all connections. */
  sent(type: ClientFrame["type"]): number {
    return this.sockets.flatMap((socket) => socket.sent).filter((frame) => frame.type === type).length;
  }

  dropAll(code: number): void {
    for (const socket of this.sockets) socket.drop(code);
  }

  #take(socket: FakeSocket, frame: ClientFrame): void {
    const refusal = this.refusals.findIndex(({ type }) => type === frame.type);
    const ref = frame.ref === undefined ? {} : { ref: frame.ref };
    if (refusal >= 0) {
      const [refused] = this.refusals.splice(refusal, 1);
      const error = { code: "overloaded", message: "Too busy", retryable: true, ...refused?.error };
      return this.#answer(socket, { type: "error", ...ref, ...error });
    }
    const refused = this.refuse(frame);
    if (refused !== undefined) {
      const error = { code: "rate_limited", message: "Too often", retryable: true, retry_after_ms: refused.forMs };
      return this.#answer(socket, { type: "error", ...(refused.unread === true ? {} : ref), ...error });
    }
    switch (frame.type) {
      case "auth":
        return this.#answer(socket, {
          ...welcome(),
          ...(this.protocol === undefined ? {} : { protocol: this.protocol }),
          ...ref,
        });
      case "join_room":
        return this.#join(socket, frame);
      case "send_message": {
        const log = this.#logOf(Number(frame.room_id));
        const { frame: posted, duplicate } = log.post(userId, frame.content, frame.client_msg_id ?? "", {
          ...(frame.thread_seq === undefined ? {} : { thread_seq: Number(frame.thread_seq) }),
          ...(frame.in_room === undefined ? {} : { in_room: frame.in_room }),
          ...(frame.attachment_ids === undefined ? {} : { attachments: this.#filesOf(frame.attachment_ids) }),
        });
        const { room_id, seq, client_msg_id, created_at } = posted;
        const ack = { room_id, seq, client_msg_id, created_at, duplicate };
        this.#answer(socket, { type: "message_ack", ...ref, ...ack });
        if (room_id === 7 && isInTimeline(posted)) this.lastReadSeq = Math.max(this.lastReadSeq, seq);
        if (!duplicate && room_id === 7) this.#publish(posted);
        return;
      }
      case "mark_read": {
        if (frame.thread_seq !== undefined) return this.#markThread(socket, frame);
        this.lastReadSeq = Math.max(this.lastReadSeq, Number(frame.seq));
        this.#answer(socket, { type: "ok", ...ref, room_id: 7 });
        this.tell({ type: "read_receipt", room_id: 7, user_id: userId, last_read_seq: this.lastReadSeq });
        return this.tell({ type: "read_moved", room_id: 7, last_read_seq: this.lastReadSeq });
      }
      case "mark_unread": {
        if (frame.thread_seq !== undefined) return this.#markThread(socket, frame);
        const before = this.lastReadSeq;
        this.lastReadSeq = Math.min(before, Number(frame.seq) - 1);
        if (this.lastReadSeq < before)
          this.tell({ type: "read_moved", room_id: 7, last_read_seq: this.lastReadSeq, back: true });
        return this.#answer(socket, { type: "ok", ...ref, room_id: 7 });
      }
      case "leave_room":
        this.#joined.delete(socket);
        return this.#answer(socket, { type: "room_left", ...ref, room_id: 7 });
      case "ping":
        return this.#answer(socket, { type: "pong", ...ref });
      default:
        return this.#answer(socket, { type: "ok", ...ref });
    }
  }

  #markThread(socket: FakeSocket, frame: Extract<ClientFrame, { type: "mark_read" | "mark_unread" }>): void {
    const thread_seq = Number(frame.thread_seq);
    const isBack = frame.type === "mark_unread";
    const before = this.threadMarks.get(thread_seq) ?? thread_seq;
    const last_read_seq = isBack ? Math.min(before, Number(frame.seq) - 1) : Math.max(before, Number(frame.seq));
    this.threadMarks.set(thread_seq, last_read_seq);
    this.#answer(socket, { type: "ok", ...(frame.ref === undefined ? {} : { ref: frame.ref }), room_id: 7 });
    this.tell({
      type: "read_moved",
      room_id: 7,
      thread_seq,
      last_read_seq,
      ...(isBack ? { back: true as const } : {}),
    });
  }

  #join(socket: FakeSocket, frame: Extract<ClientFrame, { type: "join_room" }>): void {
    if (!this.isMember) {
      const ref = frame.ref === undefined ? {} : { ref: frame.ref };
      const error = { code: "room_not_found", message: "There is no such room", retryable: false };
      return this.#answer(socket, { type: "error", ...ref, ...error });
    }
    const after = Number(frame.after_seq ?? -1);
    const missed = this.log.frames.slice(Math.max(0, after));
    const recovered = frame.epoch === this.log.epoch && after >= 0 && missed.length <= 6;
    const { messages, has_more } = recovered ? { messages: [], has_more: false } : this.log.page(4);
    this.#joined.add(socket);
    this.#answer(socket, {
      type: "room_joined",
      ...(frame.ref === undefined ? {} : { ref: frame.ref }),
      room_id: 7,
      room: { ...room, ...this.about, last_seq: this.log.lastSeq },
      me: { user_id: userId, role: "member", last_read_seq: this.lastReadSeq },
      epoch: this.log.epoch,
      last_seq: this.log.lastSeq,
      messages: [...messages],
      recovered,
      has_more,
      pins: this.log.pins().map(({ seq }) => seq),
      users: [],
      user_count: 0,
    });
    if (recovered) for (const one of missed) this.#answer(socket, one);
  }

  #filesOf(ids: readonly string[]): Attachment[] {
    return ids.flatMap((id) => this.files.get(id) ?? []);
  }

  #logOf(roomId: number): FakeLog {
    if (roomId === 7) return this.log;
    const log = this.#otherLogs.get(roomId) ?? new FakeLog(roomId);
    this.#otherLogs.set(roomId, log);
    return log;
  }

  #publish(frame: ServerFrame): void {
    for (const socket of this.#joined) this.#answer(socket, frame);
  }

  #answer(socket: FakeSocket, frame: ServerFrame): void {
    if (this.mode === "up") queueMicrotask(() => socket.deliver(frame));
  }
}

function welcome(): ServerFrameOf<"success"> {
  return {
    type: "success",
    message: "Authenticated as user-1",
    user: { id: userId, username: "user-1", admin: false },
    expires_at: new Date(Date.now() + 900_000).toISOString(),
    server_id: "chat-1",
    heartbeat_ms: 25_000,
  };
}

const room = {
  id: 7,
  name: "room",
  type: "public" as const,
  topic: "",
  created_by: 1,
  last_seq: 0,
  member_count: 1,
  created_at: at,
  people: [],
};
