import type { LogItem, OutboxItem } from "@hubbub/client";
import { dayLabel } from "./day-label.ts";
import { areToldTogether } from "./notice-text.ts";
import type { Row } from "./row.ts";

export interface Conversation {
  readonly items: Iterable<LogItem>;
  readonly pending: readonly OutboxItem[];
  readonly hasOlder: boolean;
  readonly userId: number;
  /** The first message since one last looked. */
  readonly newSeq: number | undefined;
  readonly today: Date;
}

/** What one author writes in a row stands under one name for so long, and for so many messages. */
const groupMs = 5 * 60_000;
const groupSize = 10;

/** Which messages stand under a name of their own, by the keys of their rows. */
export type Heads = Map<string, boolean>;

/**
 * What is shown, from top to bottom. Keys stay with what they show while rows come above and below, and so does what
 * `heads` says: it takes down what is decided, for older messages would move the heads of all that their author wrote on.
 */
export function toRows(conversation: Conversation, heads: Heads = new Map()): readonly Row[] {
  const { items, pending, userId, newSeq, today } = conversation;
  const rows: Row[] = [];
  if (!conversation.hasOlder) rows.push({ kind: "start", key: "start", day: undefined, isNew: false });
  let lastDay = "";
  let group: { author: number; sinceMs: number; size: number } | undefined;

  const dayOf = (time: string): string | undefined => {
    const date = new Date(time);
    const day = date.toDateString();
    if (day === lastDay) return undefined;
    lastDay = day;
    group = undefined;
    return dayLabel(date, today);
  };
  const isHead = (key: string, author: number, time: string): boolean => {
    const atMs = Date.parse(time);
    if (group?.author === author) {
      const isFull = atMs - group.sinceMs >= groupMs || group.size >= groupSize;
      if (!(heads.get(key) ?? isFull)) {
        group.size += 1;
        heads.set(key, false);
        return false;
      }
    }
    group = { author, sinceMs: atMs, size: 1 };
    heads.set(key, true);
    return true;
  };

  for (const item of items) {
    const isNew = item.seq === newSeq;
    if (item.kind === "message") {
      const { message } = item;
      const day = dayOf(message.created_at);
      if (isNew) group = undefined;
      rows.push({
        kind: "message",
        key: `${item.seq}`,
        day,
        isNew,
        message,
        isHead: isHead(`${item.seq}`, message.user_id, message.created_at),
      });
      continue;
    }
    const { notice } = item;
    const day = dayOf(notice.created_at);
    group = undefined;
    const last = rows.at(-1);
    if (last?.kind === "notices" && day === undefined && !isNew && areToldTogether(last.notices[0], notice)) {
      rows[rows.length - 1] = { ...last, notices: [...last.notices, notice] };
    } else {
      rows.push({ kind: "notices", key: `${item.seq}`, day, isNew, notices: [notice] });
    }
  }
  for (const item of pending) {
    const day = dayOf(item.createdAt);
    rows.push({
      kind: "pending",
      key: item.clientMsgId,
      day,
      isNew: false,
      item,
      isHead: isHead(item.clientMsgId, userId, item.createdAt),
    });
  }
  return rows;
}
