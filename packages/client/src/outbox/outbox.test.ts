import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HubbubError } from "../hubbub-error.ts";
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

  it("is bounded", () => {
    const { outbox } = withMessages(500);
    expect(() => outbox.add(8, "one more")).toThrowError(/Too many messages/);
  });
});

function withMessages(count: number) {
  const outbox = new Outbox(memoryOutboxStore());
  const ids = Array.from({ length: count }, (_, index) => outbox.add(7, `message ${index}`).clientMsgId);
  return { outbox, ids };
}
