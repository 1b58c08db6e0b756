import type { LogItem, LogItems, OutboxItem } from "@hubbub/client";
import { spoken } from "../../strings/t.ts";
import { isDay } from "../../ui/time/moment-words.ts";
import { dayLabel } from "./day-label.ts";
import { areToldTogether } from "./told-together.ts";
import type { Row } from "./row.ts";

export interface Conversation {
  readonly items: LogItems;
  readonly pending: readonly OutboxItem[];
  readonly hasOlder: boolean;
  readonly userId: number;
  /** The first message since one last looked. */
  readonly newSeq: number | undefined;
  readonly today: Date;
  /** Of a thread: the message that it is of, which begins it. */
  readonly rootSeq?: number | undefined;
}

/** What one author writes in a row stands under one name for so long, and for so many messages. */
const groupMs = 5 * 60_000;
const groupSize = 10;

/** What is made of a chunk of the log is kept with it, as long as what it follows on is the same. */
export interface RowMemory {
  /** Which messages stand under a name of their own, by the keys of their rows. */
  readonly heads: Map<string, boolean>;
  readonly chunks: WeakMap<readonly LogItem[], MadeRows>;
}

export function newRowMemory(): RowMemory {
  return { heads: new Map(), chunks: new WeakMap() };
}

/** What the rows above say about the next one. */
interface Above {
  readonly day: string;
  readonly group: { readonly author: number; readonly sinceMs: number; readonly size: number } | undefined;
  /** The last row, where further notices may be told with it. */
  readonly notices: Extract<Row, { kind: "notices" }> | undefined;
}

interface MadeRows {
  readonly above: Above;
  readonly newSeq: number | undefined;
  readonly today: Date;
  readonly language: string;
  readonly rows: readonly Row[];
  /** Whether the first row takes the place of the last one above. */
  readonly goesOn: boolean;
  readonly below: Above;
}

/**
 * What is shown, from top to bottom. Keys stay with what they show while rows come above and below, and so does what
 * `memory` says: it takes down who stands under a name, for older messages would move the heads of all that their author
 * wrote on.
 */
export function toRows(conversation: Conversation, memory: RowMemory = newRowMemory()): readonly Row[] {
  const { items, pending, userId, newSeq, today, rootSeq } = conversation;
  const rows: Row[] = [];
  if (!conversation.hasOlder && rootSeq === undefined)
    rows.push({ kind: "start", key: "start", day: undefined, isNew: false });
  let above: Above = { day: "", group: undefined, notices: undefined };
  const { language } = spoken;
  for (const chunk of items.chunks) {
    const isNewHere = newSeq !== undefined && newSeq >= (chunk[0]?.seq ?? 0) && newSeq <= (chunk.at(-1)?.seq ?? 0);
    const given = { above, newSeq: isNewHere ? newSeq : undefined, today, language };
    const made = rowsOf(chunk, given, rootSeq, memory);
    if (made.goesOn) rows.pop();
    for (const row of made.rows) rows.push(row);
    above = made.below;
  }
  const making = new Making(above, today, memory.heads);
  for (const item of pending) making.pending(item, userId);
  return [...rows, ...making.rows];
}

type Given = Pick<MadeRows, "above" | "newSeq" | "today" | "language">;

function rowsOf(chunk: readonly LogItem[], given: Given, rootSeq: number | undefined, memory: RowMemory): MadeRows {
  const known = memory.chunks.get(chunk);
  if (known !== undefined && isSame(known, given)) return known;
  const making = new Making(given.above, given.today, memory.heads);
  for (const item of chunk) {
    const isRoot = item.seq === rootSeq;
    making.item(item, item.seq === given.newSeq, isRoot);
    if (isRoot) making.endGroup();
  }
  const made = { ...given, rows: making.rows, goesOn: making.goesOn, below: making.above };
  memory.chunks.set(chunk, made);
  return made;
}

function isSame(one: Given, other: Given): boolean {
  return (
    one.newSeq === other.newSeq &&
    one.today === other.today &&
    one.language === other.language &&
    one.above.day === other.above.day &&
    one.above.notices === other.above.notices &&
    one.above.group?.author === other.above.group?.author &&
    one.above.group?.sinceMs === other.above.group?.sinceMs &&
    one.above.group?.size === other.above.group?.size
  );
}

/** Rows in the making, one item after the other. */
class Making {
  readonly rows: Row[] = [];
  goesOn = false;
  above: Above;
  readonly #today: Date;
  readonly #heads: Map<string, boolean>;

  constructor(above: Above, today: Date, heads: Map<string, boolean>) {
    this.above = above;
    this.#today = today;
    this.#heads = heads;
  }

  /** `isRoot`: a thread begins with it, whose time is of today where it says no day. */
  item(item: LogItem, isNew: boolean, isRoot: boolean): void {
    const key = `${item.seq}`;
    if (item.kind === "notice") return this.#notice(item, isNew);
    const { message } = item;
    const named = this.#dayOf(message.created_at);
    const day = isRoot && isDay(new Date(message.created_at), this.#today, 0) ? undefined : named;
    if (isNew) this.above = { ...this.above, group: undefined };
    const isHead = this.#isHead(key, message.user_id, message.created_at);
    this.rows.push({ kind: "message", key, day, isNew, message, isHead });
  }

  /** What comes stands under a name of its own. */
  endGroup(): void {
    this.above = { ...this.above, group: undefined };
  }

  pending(item: OutboxItem, userId: number): void {
    const day = this.#dayOf(item.createdAt);
    const isHead = this.#isHead(item.clientMsgId, userId, item.createdAt);
    this.rows.push({ kind: "pending", key: item.clientMsgId, day, isNew: false, item, isHead });
  }

  #notice({ seq, notice }: Extract<LogItem, { kind: "notice" }>, isNew: boolean): void {
    const day = this.#dayOf(notice.created_at);
    const before = this.above.notices;
    const isTogether =
      before !== undefined && day === undefined && !isNew && areToldTogether(before.notices[0], notice);
    const row = isTogether
      ? { ...before, notices: [...before.notices, notice] }
      : { kind: "notices" as const, key: `${seq}`, day, isNew, notices: [notice] };
    if (isTogether && this.rows.pop() === undefined) this.goesOn = true;
    this.rows.push(row);
    this.above = { ...this.above, group: undefined, notices: row };
  }

  /** Its name, where it is another than above. */
  #dayOf(time: string): string | undefined {
    const date = new Date(time);
    const day = date.toDateString();
    if (day === this.above.day) return undefined;
    this.above = { ...this.above, day, group: undefined };
    return dayLabel(date, this.#today);
  }

  #isHead(key: string, author: number, time: string): boolean {
    const atMs = Date.parse(time);
    const { group, day } = this.above;
    if (group?.author === author) {
      const isFull = atMs - group.sinceMs >= groupMs || group.size >= groupSize;
      if (!(this.#heads.get(key) ?? isFull)) {
        this.above = { day, group: { ...group, size: group.size + 1 }, notices: undefined };
        this.#heads.set(key, false);
        return false;
      }
    }
    this.above = { day, group: { author, sinceMs: atMs, size: 1 }, notices: undefined };
    this.#heads.set(key, true);
    return true;
  }
}
