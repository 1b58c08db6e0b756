import { type LogItem, LogItems } from "@hubbub/client";
import { describe, expect, it } from "vitest";
import { dayLabel } from "./day-label.ts";
import { newRowMemory, toRows } from "./to-rows.ts";

describe("the rows of a conversation", () => {
  it("names the author once for messages written within minutes", () => {
    const rows = rowsOf([
      message(1, 1, "10:00"),
      message(2, 1, "10:04"),
      message(3, 1, "10:09"),
      message(4, 2, "10:10"),
    ]);
    expect(heads(rows)).toEqual([true, false, true, true]);
  });

  it("names the author again after ten messages, and five minutes after the name", () => {
    const quick = Array.from({ length: 40 }, (_, index) => message(index + 1, 1, "10:00"));
    expect(rowsOf(quick).flatMap((row, index) => ("isHead" in row && row.isHead ? [index] : []))).toEqual([
      0, 10, 20, 30,
    ]);
    const slow = ["10:00", "10:02", "10:04", "10:06", "10:08", "10:10"].map((clock, index) => message(index, 1, clock));
    expect(heads(rowsOf(slow))).toEqual([true, false, false, true, false, false]);
  });

  it("leaves the names where they were shown when older messages come above", () => {
    const all = Array.from({ length: 40 }, (_, index) => message(index + 1, 1, "10:00"));
    const memory = newRowMemory();
    const before = toRows({ ...conversation, items: LogItems.of(all.slice(17)) }, memory);
    const after = toRows({ ...conversation, items: LogItems.of(all) }, memory);
    expect(heads(after.slice(17))).toEqual(heads(before));
    expect(heads(after.slice(0, 17)).filter(Boolean).length).toBe(2);
  });

  it("starts each day with its name, and the author anew", () => {
    const rows = rowsOf([message(1, 1, "23:59", 18), message(2, 1, "00:01", 19), message(3, 1, "00:01", 20)]);
    expect(rows.map(({ day }) => day)).toEqual([
      dayLabel(new Date(2026, 10, 18), conversation.today),
      "Yesterday",
      "Today",
    ]);
    expect(heads(rows)).toEqual([true, true, true]);
  });

  it("names the day of a thread's first message where it is not today, and of the replies where it is another", () => {
    const days = (first: number) => {
      const items = LogItems.of([message(1, 1, "23:58", first), message(5, 2, "23:59", first), message(9, 1, "00:01")]);
      return toRows({ ...conversation, items, rootSeq: 1 }).map(({ day }) => day);
    };
    expect(days(19)).toEqual(["Yesterday", undefined, "Today"]);
    expect(days(20)).toEqual([undefined, undefined, undefined]);
  });

  it("tells of people who came one after the other in one line", () => {
    const rows = rowsOf([joined(1, 5), joined(2, 6), message(3, 5, "10:00"), joined(4, 7)]);
    expect(rows.map((row) => (row.kind === "notices" ? row.notices.length : row.kind))).toEqual([2, "message", 1]);
  });

  it("puts one's unsent messages last, under one's name", () => {
    const pending = [
      { roomId: 7, clientMsgId: "a", content: "hello", createdAt: at("10:01"), state: "waiting" as const },
    ];
    const rows = toRows({ ...conversation, items: LogItems.of([message(1, 1, "10:00")]), pending });
    expect(rows.at(-1)).toMatchObject({ kind: "pending", key: "a", isHead: false });
  });

  it("marks where the new messages begin", () => {
    const items = LogItems.of([message(1, 2, "10:00"), message(2, 2, "10:01")]);
    const rows = toRows({ ...conversation, items, newSeq: 2 });
    expect(rows.map(({ isNew }) => isNew)).toEqual([false, true]);
    expect(heads(rows)).toEqual([true, true]);
  });

  it("shows the beginning only where nothing is before it", () => {
    expect(toRows({ ...conversation, hasOlder: false })).toMatchObject([{ kind: "start" }]);
    expect(toRows({ ...conversation, hasOlder: true })).toEqual([]);
  });

  it("are the same whether they are made at once or kept from event to event", () => {
    const memory = newRowMemory();
    let items = LogItems.none;
    for (let seq = 1; seq <= 300; seq += 1) {
      items = items.append(seq % 7 < 3 ? joined(seq, seq) : message(seq, seq % 2, "10:00", 11 + (seq >> 6)));
      if (seq % 20 === 0) items = items.change(seq >> 1, (item) => ({ ...item }));
      const newSeq = seq > 150 ? 100 : undefined;
      const kept = toRows({ ...conversation, items, newSeq }, memory);
      expect(kept).toEqual(toRows({ ...conversation, items: LogItems.of([...items]), newSeq }));
    }
  });

  it("stay the same objects where nothing has changed, so that an event costs little", () => {
    const memory = newRowMemory();
    const items = LogItems.of(Array.from({ length: 5_000 }, (_, n) => message(n + 1, n % 3, "10:00")));
    const before = new Set(toRows({ ...conversation, items }, memory));
    const after = toRows({ ...conversation, items: items.append(message(5_001, 2, "10:00")) }, memory);
    expect(after.filter((row) => !before.has(row)).length).toBeLessThan(65);
  });
});

const conversation = {
  items: LogItems.none,
  pending: [],
  hasOlder: true,
  userId: 1,
  newSeq: undefined,
  today: new Date(2026, 10, 20, 12),
};

function rowsOf(items: LogItem[]) {
  return toRows({ ...conversation, items: LogItems.of(items) });
}

function heads(rows: ReturnType<typeof toRows>) {
  return rows.map((row) => ("isHead" in row ? row.isHead : undefined));
}

function at(clock: string, day = 20): string {
  return new Date(`2026-11-${day}T${clock}:00`).toISOString();
}

function message(seq: number, userId: number, clock: string, day?: number): LogItem {
  const author = { user_id: userId, username: `user-${userId}` };
  const created_at = at(clock, day);
  const text = { content: "text", client_msg_id: `${seq}`, reactions: [] };
  return { kind: "message", seq, message: { id: `7:${seq}`, room_id: 7, seq, ...author, ...text, created_at } };
}

function joined(seq: number, userId: number): LogItem {
  const users = [{ user_id: userId, username: `user-${userId}`, role: "member" as const }];
  const notice = { type: "member_added" as const, room_id: 7, seq, created_at: at("10:00"), actor_id: userId, users };
  return { kind: "notice", seq, notice };
}
