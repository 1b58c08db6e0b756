import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LogItem } from "./log-item.ts";
import { LogItems } from "./log-items.ts";

describe("items in chunks", () => {
  it("are the list that they would be", () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: -5, max: 320 }), fc.integer({ min: 0, max: 320 }), (list, from, to) => {
        const items = grown(list);
        expect([...items]).toEqual(list);
        expect(items.length).toBe(list.length);
        expect(items.at(from)).toBe(list.at(from));
        expect(toList(items.slice(from, to))).toEqual(list.slice(from, to));
        expect([...items.between(from, to)]).toEqual(list.filter(({ seq }) => seq >= from && seq <= to));
        expect(items.indexOfSeq(from)).toBe(list.findIndex(({ seq }) => seq === from));
        expect(items.findLast(({ seq }) => seq < to)).toBe(list.findLast(({ seq }) => seq < to));
        expect(items.find(({ seq }) => seq > from)).toBe(list.find(({ seq }) => seq > from));
        const changed = items.change(to, (item) => ({ ...item }));
        expect(changed === items).toBe(!list.some(({ seq }) => seq === to));
        expect([...changed]).toEqual(list);
      }),
    );
  });

  it("stay the same objects where nothing has changed", () => {
    const items = LogItems.of(Array.from({ length: 1_000 }, (_, n) => item(n + 1)));
    const kept = (other: LogItems) => other.chunks.filter((chunk) => items.chunks.includes(chunk)).length;
    expect(kept(items.append(item(1_001)))).toBe(items.chunks.length - 1);
    expect(kept(items.change(500, (one) => ({ ...one })))).toBe(items.chunks.length - 1);
    expect(kept(items.slice(100))).toBe(items.chunks.length - 2);
    expect(kept(LogItems.join([LogItems.of([item(0)]), items]))).toBe(items.chunks.length);
  });
});

const lists = fc
  .uniqueArray(fc.integer({ min: 1, max: 300 }), { maxLength: 300, size: "max" })
  .map((seqs) => seqs.toSorted((one, other) => one - other).map(item));

/** Made as a log makes them: a page, then one by one, then a page above. */
function grown(list: readonly LogItem[]): LogItems {
  const third = Math.floor(list.length / 3);
  const live = list
    .slice(2 * third)
    .reduce((items, one) => items.append(one), LogItems.of(list.slice(third, 2 * third)));
  return LogItems.join([LogItems.of(list.slice(0, third)), live]);
}

function toList(items: LogItems): LogItem[] {
  return [...items];
}

function item(seq: number): LogItem {
  const author = { user_id: 1, username: "user-1" };
  const text = { content: "text", client_msg_id: `${seq}`, reactions: [] };
  const created_at = "2026-01-01T00:00:00.000Z";
  return { kind: "message", seq, message: { id: `7:${seq}`, room_id: 7, seq, ...author, ...text, created_at } };
}
