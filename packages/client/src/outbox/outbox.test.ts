import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HubbubError } from "../hubbub-error.ts";
import { FakeDisk } from "../testing/fake-disk.ts";
import { memoryOutboxStore } from "./memory-outbox-store.ts";
import { Outbox } from "./outbox.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the outbox", () => {
  it.each(["", "  \n", "x".repeat(4001), "a\u0000b", "\ud800"])(
    "refuses what the server would refuse: %j",
    (content) => {
      const outbox = new Outbox(memoryOutboxStore());
      expect(() => outbox.add(7, content)).toThrowError(HubbubError);
      expect(outbox.size).toBe(0);
    },
  );

  it("sends again in the order written, each under its first id, after the connection was lost", () => {
    const { outbox, ids } = withMessages(3);
    expect(outbox.take(7).items.map(({ clientMsgId }) => clientMsgId)).toEqual(ids);
    expect(outbox.take(7).items).toEqual([]);
    outbox.disconnected();
    expect(outbox.take(7).items.map(({ clientMsgId }) => clientMsgId)).toEqual(ids);
  });

  it("after a retryable error waits as told, then sends one message at a time", () => {
    const { outbox, ids } = withMessages(3);
    outbox.take(7);
    for (const id of ids) outbox.refused(id, new HubbubError("overloaded", "Too busy", { retryAfterMs: 700 }));
    expect(outbox.take(7)).toEqual({ items: [], heldForMs: 700 });
    vi.advanceTimersByTime(700);
    expect(outbox.take(7).items.map(({ clientMsgId }) => clientMsgId)).toEqual(ids.slice(0, 1));
    expect(outbox.take(7).items).toEqual([]);
    outbox.acknowledged(ids[0] ?? "", 1);
    expect(outbox.take(7).items.map(({ clientMsgId }) => clientMsgId)).toEqual(ids.slice(1, 2));
  });

  it("sends several at a time again once all have been taken", () => {
    const { outbox, ids } = withMessages(1);
    outbox.take(7);
    outbox.refused(ids[0] ?? "", new HubbubError("overloaded", "Too busy", { retryAfterMs: 700 }));
    outbox.add(7, "behind it");
    vi.advanceTimersByTime(700);
    for (const expected of [ids, [outbox.items(7)[1]?.clientMsgId ?? ""]]) {
      expect(outbox.take(7).items.map(({ clientMsgId }) => clientMsgId)).toEqual(expected);
      outbox.acknowledged(expected[0] ?? "", 1);
    }
    for (const text of ["three", "four"]) outbox.add(7, text);
    expect(outbox.take(7).items.map(({ content }) => content)).toEqual(["three", "four"]);
  });

  it("lets the others pass one that was refused for good, until it is tried again", () => {
    const { outbox, ids } = withMessages(2);
    outbox.take(7);
    outbox.refused(ids[0] ?? "", new HubbubError("forbidden"));
    outbox.acknowledged(ids[1] ?? "", 1);
    expect(outbox.items(7).map(({ state }) => state)).toEqual(["failed", "sent"]);
    expect(outbox.waiting).toBe(0);
    outbox.retry(ids[0] ?? "");
    expect(outbox.take(7).items.map(({ clientMsgId }) => clientMsgId)).toEqual(ids.slice(0, 1));
  });

  it("keeps what was not sent for the next page, and only that", async () => {
    const store = memoryOutboxStore();
    const outbox = new Outbox(store);
    const first = outbox.add(7, "sent");
    const second = outbox.add(7, "not sent");
    outbox.take(7);
    outbox.acknowledged(first.clientMsgId, 1);
    const next = new Outbox(store);
    await next.load();
    expect(next.take(7).items.map(({ clientMsgId }) => clientMsgId)).toEqual([second.clientMsgId]);
  });

  it("is not brought back to what it was by a look into the store that began before", async () => {
    const outbox = new Outbox(new FakeDisk().page().store(1));
    const discarded = outbox.add(7, "discarded");
    const failed = outbox.add(7, "to be tried again");
    outbox.take(7);
    for (const item of [discarded, failed]) outbox.refused(item.clientMsgId, new HubbubError("forbidden"));
    await vi.advanceTimersByTimeAsync(100);
    const looked = outbox.refresh(7);
    outbox.discard(discarded.clientMsgId);
    outbox.retry(failed.clientMsgId);
    const added = outbox.add(7, "new");
    await vi.advanceTimersByTimeAsync(100);
    await looked;
    expect(outbox.items(7).map(({ content, state }) => `${content}: ${state}`)).toEqual([
      `${failed.content}: waiting`,
      `${added.content}: waiting`,
    ]);
  });

  it("is bounded in messages, those not counted that the server has taken", () => {
    const { outbox, ids } = withMessages(500);
    expect(() => outbox.add(8, "one more")).toThrowError(/Too many messages/);
    outbox.take(7);
    outbox.acknowledged(ids[0] ?? "", 1);
    outbox.add(8, "one more");
  });

  it("is bounded in bytes", () => {
    const outbox = new Outbox(memoryOutboxStore());
    const largest = "x".repeat(4_000);
    for (let bytes = 8_000; bytes <= 2 * 1024 * 1024; bytes += 8_000) outbox.add(7, largest);
    expect(() => outbox.add(7, largest)).toThrowError(/Too many messages/);
  });
});

function withMessages(count: number) {
  const outbox = new Outbox(memoryOutboxStore());
  const ids = Array.from({ length: count }, (_, index) => outbox.add(7, `message ${index}`).clientMsgId);
  return { outbox, ids };
}
