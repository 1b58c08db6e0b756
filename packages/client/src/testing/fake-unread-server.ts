import { mentions } from "@hubbub/markup";
import type { RoomType, ServerFrame, ServerFrameOf } from "@hubbub/ws-protocol";
import type { MyRoom } from "../rest/rooms-api.ts";
import { FakeLog } from "./fake-log.ts";

/** Whose rooms they are. */
const myId = 1;
const otherId = 2;
const me = { user_id: myId, username: "me" };
const other = { user_id: otherId, username: "other" };
/** Messages of a page, and events of a resume. */
const pageSize = 4;

interface ServedRoom {
  readonly type: RoomType;
  readonly log: FakeLog;
  lastReadSeq: number;
  /** One's socket has joined it. */
  isJoined: boolean;
}

/**
 * A server with one's rooms, of which this socket has joined some, and what it sends of them: everything of those that are
 * joined, messages of direct rooms always, of the others that they have new messages.
 */
export class FakeUnreadServer {
  readonly rooms: ReadonlyMap<number, ServedRoom>;
  readonly #send: (frame: ServerFrame) => void;
  /** Something was deleted in a room that is not joined: only a new list tells. */
  hasSecrets = false;

  constructor(types: Readonly<Record<number, RoomType>>, send: (frame: ServerFrame) => void) {
    const entries = Object.entries(types).map(
      ([id, type]) => [Number(id), { type, log: new FakeLog(Number(id)), lastReadSeq: 0, isJoined: false }] as const,
    );
    this.rooms = new Map(entries);
    this.#send = send;
  }

  /** `isLost`: nothing comes of it where the room is not joined; `tellActivity` makes up for it. */
  post(roomId: number, by: "me" | "other", content: string, isLost = false): void {
    const room = this.#room(roomId);
    const userId = by === "me" ? myId : otherId;
    const { frame } = room.log.post(userId, content, `${by} ${room.log.lastSeq}`);
    if (by === "me") room.lastReadSeq = frame.seq;
    if (isLost && !room.isJoined) return;
    if (room.isJoined || room.type === "direct") this.#send(frame);
    else this.#send({ type: "room_activity", rooms: [{ room_id: roomId, last_seq: frame.seq }] });
  }

  /** An event that is no message. */
  addMember(roomId: number): void {
    const room = this.#room(roomId);
    const frame = room.log.addMember(otherId);
    if (room.isJoined) this.#send(frame);
  }

  /** An event of a kind that only a later release knows. */
  later(roomId: number): void {
    const room = this.#room(roomId);
    const frame = room.log.later();
    if (room.isJoined) this.#send(frame);
  }

  delete(roomId: number, nth: number): void {
    const room = this.#room(roomId);
    const kept = room.log.messages().filter(({ deleted_at }) => deleted_at === undefined);
    const target = kept[nth % Math.max(1, kept.length)];
    if (target === undefined) return;
    const frame = room.log.delete(target.seq);
    if (room.isJoined) this.#send(frame);
    else this.hasSecrets = true;
  }

  /** Whom an edit calls by name hears it, if their room is not open, by its counts. */
  edit(roomId: number, nth: number, content: string): void {
    const room = this.#room(roomId);
    const kept = room.log.messages().filter(({ deleted_at }) => deleted_at === undefined);
    const target = kept[nth % Math.max(1, kept.length)];
    if (target === undefined) return;
    const frame = room.log.edit(target.seq, content);
    if (room.isJoined) this.#send(frame);
    else if (mentions(content, "me")) this.#send({ type: "room_counts", rooms: [this.#toCounts(roomId)] });
    else this.hasSecrets = true;
  }

  read(roomId: number, seq: number): void {
    const room = this.#room(roomId);
    const mark = Math.min(seq, room.log.lastSeq);
    if (mark <= room.lastReadSeq) return;
    room.lastReadSeq = mark;
    this.#send({ type: "read_receipt", room_id: roomId, user_id: myId, last_read_seq: mark });
    this.#send({ type: "read_moved", room_id: roomId, last_read_seq: mark });
  }

  /** One's place is set back to `seq`. */
  setBack(roomId: number, seq: number): void {
    const room = this.#room(roomId);
    if (seq >= room.lastReadSeq) return;
    room.lastReadSeq = Math.max(0, seq);
    this.#send({ type: "read_moved", room_id: roomId, last_read_seq: room.lastReadSeq, back: true });
  }

  /** What follows a join: the rest after `afterSeq`, or a page where that is too much. */
  join(roomId: number, afterSeq: number | undefined): void {
    const room = this.#room(roomId);
    room.isJoined = true;
    const missed = room.log.frames.slice(afterSeq ?? 0);
    const recovered = afterSeq !== undefined && missed.length <= pageSize;
    this.#send(this.#joined(roomId, recovered));
    const states = new Map(room.log.messages().map((message) => [message.seq, message]));
    for (const frame of recovered ? missed : []) {
      const state = states.get(frame.seq);
      this.#send(state === undefined ? frame : { type: "new_message", ...state });
    }
  }

  leave(roomId: number): void {
    this.#room(roomId).isJoined = false;
  }

  /** What comes after signing in, and from time to time. */
  tellActivity(): void {
    const rooms = [...this.rooms].flatMap(([room_id, { log, isJoined }]) => {
      const last_seq = log.messages().at(-1)?.seq ?? 0;
      return isJoined || last_seq === 0 ? [] : [{ room_id, last_seq }];
    });
    if (rooms.length > 0) this.#send({ type: "room_activity", rooms });
  }

  list(): MyRoom[] {
    return [...this.rooms.keys()].map((id) => this.#toMyRoom(id));
  }

  #joined(roomId: number, recovered: boolean): ServerFrameOf<"room_joined"> {
    const { log, lastReadSeq } = this.#room(roomId);
    const page = recovered ? { messages: [], has_more: false } : log.page(pageSize);
    const { last_read_seq: _, unread_count: __, mention_count: ___, ...room } = this.#toMyRoom(roomId);
    return {
      type: "room_joined",
      room_id: roomId,
      room,
      me: { user_id: myId, role: "member", last_read_seq: lastReadSeq },
      epoch: log.epoch,
      last_seq: log.lastSeq,
      messages: [...page.messages],
      recovered,
      has_more: page.has_more,
      users: [],
      user_count: 0,
    };
  }

  #toCounts(room_id: number) {
    const { unread_count, mention_count } = this.#toMyRoom(room_id);
    return { room_id, unread_count, mention_count };
  }

  #toMyRoom(id: number): MyRoom {
    const { type, log, lastReadSeq } = this.#room(id);
    const unread = log
      .messages()
      .filter(({ seq, user_id, deleted_at }) => seq > lastReadSeq && user_id !== myId && deleted_at === undefined);
    return {
      id,
      name: `room ${id}`,
      type,
      topic: "",
      created_by: 1,
      last_seq: log.lastSeq,
      member_count: 2,
      created_at: "2026-01-01T00:00:00.000Z",
      people: type === "direct" ? [me, other] : [],
      last_read_seq: lastReadSeq,
      unread_count: unread.length,
      mention_count: unread.filter(({ content }) => mentions(content, "me")).length,
    };
  }

  #room(id: number): ServedRoom {
    const room = this.rooms.get(id);
    if (room === undefined) throw new Error(`no room ${id}`);
    return room;
  }
}
