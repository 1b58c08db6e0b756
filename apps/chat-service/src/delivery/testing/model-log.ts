import type { Message, Room } from "@hubbub/ws-protocol";
import type { RoomPublication } from "../../broker/broker.ts";
import type { LogEffects } from "../../room-log/events/log-effects.ts";
import type { SequencedFrame } from "../../room-log/events/sequenced-frame.ts";
import type { HoleRead } from "../../room-log/read/event-queries.ts";
import type { JoinPage, JoinQuery, RoomJoin } from "../../room-log/read/join-queries.ts";
import type { RoomSource } from "../room-source.ts";

type ModelEvent = { readonly text: string } | { readonly removes: number } | { readonly deletes: number };

/** The room log as a test sees it: everything in memory, answers can be held back or fail. */
export class ModelLog implements RoomSource {
  epoch = "epoch-1";
  /** Set: reads fail with it. */
  failure: Error | undefined;
  readonly queries = { joins: 0, holes: 0, heads: 0 };
  readonly joinReads: JoinQuery[][] = [];
  readonly renewals: string[] = [];
  readonly refused = new Map<number, Error>();
  readonly #rooms = new Map<number, ModelEvent[]>();
  /** `room:seq` of messages that an event deleted. */
  readonly #deleted = new Set<string>();
  #holding = false;
  #held: (() => void)[] = [];

  /** Commits events; the publication is what the broker would bring, or not. */
  append(roomId: number, ...events: ModelEvent[]): RoomPublication {
    const room = this.#room(roomId);
    const firstSeq = room.length + 1;
    room.push(...events);
    for (const event of events) if ("deletes" in event) this.#deleted.add(`${roomId}:${event.deletes}`);
    const nowUs = 1_000_000_000;
    return {
      roomId,
      epoch: this.epoch,
      firstSeq,
      frames: events.map((event, i) => encode(roomId, firstSeq + i, event)),
      receivedUs: nowUs,
      publishedUs: nowUs,
      trace: "",
      effects: effectsOf(events, firstSeq),
    };
  }

  /** `count` messages in one batch. */
  post(roomId: number, count = 1): RoomPublication {
    const from = this.head(roomId) + 1;
    return this.append(roomId, ...Array.from({ length: count }, (_, i) => ({ text: `message ${from + i}` })));
  }

  head(roomId: number): number {
    return this.#room(roomId).length;
  }

  /** A backup came back: the newest events of every room are gone; under a new epoch if somebody said so. */
  restore(roomId: number, lastSeq: number, epoch = this.epoch): void {
    this.#room(roomId).length = lastSeq;
    this.epoch = epoch;
  }

  /** Reads see the log as it is now, but are answered when `release` is called. */
  hold(): void {
    this.#holding = true;
  }

  release(): void {
    this.#holding = false;
    for (const answer of this.#held.splice(0)) answer();
  }

  async readHoles(holes: readonly { roomId: number; after: number; upTo: number }[]) {
    this.queries.holes += 1;
    const answers = new Map<number, HoleRead>();
    for (const { roomId, after, upTo } of holes) {
      const events = cut(this.#events(roomId, after, upTo));
      answers.set(roomId, { epoch: this.epoch, lastSeq: this.head(roomId), events });
    }
    return this.#answer(answers);
  }

  async readHeads(roomIds: readonly number[]) {
    this.queries.heads += 1;
    return this.#answer({ epoch: this.epoch, heads: new Map(roomIds.map((id) => [id, this.head(id)])) });
  }

  async readJoins(reads: readonly JoinQuery[]): Promise<(RoomJoin | Error)[]> {
    this.queries.joins += 1;
    this.joinReads.push([...reads]);
    return this.#answer(
      reads.map(({ roomId, userId, pageLimit, recentLimit }) => {
        const lastSeq = this.head(roomId);
        const seqs = Array.from({ length: lastSeq }, (_, i) => i + 1).slice(Math.max(0, lastSeq - pageLimit));
        return (
          this.refused.get(userId) ?? {
            roomId,
            epoch: this.epoch,
            lastSeq,
            page: pageOf(roomId, pageLimit === 0 ? [] : seqs),
            recent: this.#events(roomId, Math.max(0, lastSeq - recentLimit), lastSeq),
          }
        );
      }),
    );
  }

  async renewEpoch(epoch: string): Promise<void> {
    this.renewals.push(epoch);
    if (this.epoch === epoch) this.epoch = `${epoch}+`;
  }

  /** The frame as a read of the log gives it now. */
  frame(roomId: number, seq: number): Uint8Array {
    const event = this.#room(roomId)[seq - 1]!;
    const deleted = "text" in event && this.#deleted.has(`${roomId}:${seq}`);
    return encode(roomId, seq, deleted ? { text: "" } : event);
  }

  /** What an event's frame may show: as it was sent, or what a read gives now. */
  contents(roomId: number, seq: number): (string | undefined)[] {
    const event = this.#room(roomId)[seq - 1];
    if (event === undefined) return [];
    return [encode(roomId, seq, event), this.frame(roomId, seq)].map(
      (frame) => JSON.parse(Buffer.from(frame).toString()).content,
    );
  }

  #room(roomId: number): ModelEvent[] {
    const room = this.#rooms.get(roomId) ?? [];
    this.#rooms.set(roomId, room);
    return room;
  }

  #events(roomId: number, after: number, upTo: number): SequencedFrame[] {
    const last = Math.min(upTo, this.head(roomId));
    const seqs = Array.from({ length: Math.max(0, last - after) }, (_, i) => after + 1 + i);
    return seqs.map((seq) => ({
      seq,
      frame: this.frame(roomId, seq),
      effects: effectOf(this.#room(roomId)[seq - 1]!),
    }));
  }

  async #answer<Answer>(answer: Answer): Promise<Answer> {
    const { failure } = this;
    if (this.#holding) await new Promise<void>((resolve) => this.#held.push(resolve));
    if (failure !== undefined) throw failure;
    return answer;
  }
}

/** Of the messages and the room delivery looks at nothing. */
function pageOf(roomId: number, seqs: readonly number[]): JoinPage {
  const messages = seqs.map((seq) => ({ seq }) as Message);
  return { messages, hasMore: false, room: { id: roomId } as Room, me: undefined, pins: [], banned: false };
}

/** What one query gives of a room. */
function cut(events: readonly SequencedFrame[]): SequencedFrame[] {
  let bytes = 0;
  return events.slice(0, 500).filter((event) => (bytes += event.frame.byteLength) <= 256 * 1024);
}

function effectOf(event: ModelEvent): SequencedFrame["effects"] {
  if ("removes" in event) return { removed: [event.removes] };
  return "deletes" in event ? { deleted: [event.deletes] } : {};
}

function effectsOf(events: readonly ModelEvent[], firstSeq: number): LogEffects {
  const effects = events.map(effectOf);
  const removed = effects.flatMap((effect) => effect.removed ?? []);
  const removals = effects.flatMap((effect, i) =>
    (effect.removed ?? []).map((userId) => ({ seq: firstSeq + i, userId })),
  );
  const deleted = effects.flatMap((effect) => effect.deleted ?? []);
  return { ...(removed.length > 0 && { removed, removals }), ...(deleted.length > 0 && { deleted }) };
}

function encode(roomId: number, seq: number, event: ModelEvent): Uint8Array {
  const place = { room_id: roomId, seq };
  if ("removes" in event) {
    return json({ type: "member_removed", ...place, users: [{ user_id: event.removes, username: "x" }] });
  }
  if ("deletes" in event) return json({ type: "message_deleted", ...place, target_seq: event.deletes });
  return json({ type: "new_message", ...place, content: event.text });
}

function json(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}
