import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HubbubError } from "../hubbub-error.ts";
import { FakeDisk } from "../testing/fake-disk.ts";
import { memoryOutboxStore } from "./memory-outbox-store.ts";
import { Outbox } from "./outbox.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("the outbox", () => {
  it.each(["", "  \n", "\u200b\u3164", "x".repeat(4001), "a\u0000b", "\ud800"])(
    "refuses what the server would refuse: %j",
    (content) => {
      const outbox = new Outbox(memoryOutboxStore());
      expect(() => outbox.add(7, content)).toThrowError(HubbubError);
      expect(outbox.size).toBe(0);
    },
  );

  it("sends one after the other, and again under its first id what the connection was lost with", () => {
    const { outbox, ids } = withMessages(3);
    expect(outbox.take(7).item?.clientMsgId).toBe(ids[0]);
    expect(outbox.take(7).item).toBeUndefined();
    outbox.disconnected();
    for (const id of ids) {
      expect(outbox.take(7).item?.clientMsgId).toBe(id);
      outbox.acknowledged(id, 1);
    }
  });

  it("waits as long as it is told, and a moment more, with all that was written after it", () => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const { outbox, ids } = withMessages(3);
    outbox.take(7);
    const nowMs = performance.now();
    outbox.refused(ids[0] ?? "", new HubbubError("overloaded", "Too busy", { retryAfterMs: 700 }));
    expect(outbox.held(7)).toEqual({ code: "overloaded", untilMs: nowMs + 700 + 175 });
    expect(outbox.take(7)).toEqual({ item: undefined, heldForMs: 700 + 175 });
    vi.advanceTimersByTime(700 + 175);
    expect(outbox.take(7).item?.clientMsgId).toBe(ids[0]);
  });

  it("holds no other room, and says so until nothing that was held is left", () => {
    const { outbox, ids } = withMessages(2);
    outbox.add(8, "elsewhere");
    outbox.take(7);
    outbox.refused(ids[0] ?? "", new HubbubError("rate_limited", undefined, { retryAfterMs: 700 }));
    expect(outbox.take(8).item?.content).toBe("elsewhere");
    expect(outbox.held(8)).toBeUndefined();
    vi.advanceTimersByTime(2_000);
    for (const [index, id] of ids.entries()) {
      expect(outbox.held(7)?.code).toBe("rate_limited");
      outbox.take(7);
      outbox.acknowledged(id, index + 1);
    }
    expect(outbox.held(7)).toBeUndefined();
  });

  it("does not wait longer because somebody sets the clock back", () => {
    const { outbox, ids } = withMessages(1);
    outbox.take(7);
    outbox.refused(ids[0] ?? "", new HubbubError("rate_limited", undefined, { retryAfterMs: 700 }));
    vi.setSystemTime(Date.now() - 3_600_000);
    vi.advanceTimersByTime(1_050);
    expect(outbox.take(7).item?.clientMsgId).toBe(ids[0]);
  });

  it("lets the others pass one that was refused for good, until it is tried again", () => {
    const { outbox, ids } = withMessages(2);
    outbox.take(7);
    outbox.refused(ids[0] ?? "", new HubbubError("forbidden"));
    outbox.take(7);
    outbox.acknowledged(ids[1] ?? "", 1);
    expect(outbox.items(7).map(({ state }) => state)).toEqual(["failed", "sent"]);
    expect(outbox.waiting).toBe(0);
    outbox.retry(ids[0] ?? "");
    expect(outbox.take(7).item?.clientMsgId).toBe(ids[0]);
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
    expect(next.take(7).item?.clientMsgId).toBe(second.clientMsgId);
  });

  it("is not brought back to what it was by a look into the store that began before", async () => {
    const outbox = new Outbox(new FakeDisk().page().store(1));
    const discarded = outbox.add(7, "discarded");
    const failed = outbox.add(7, "to be tried again");
    for (const item of [discarded, failed]) {
      outbox.take(7);
      outbox.refused(item.clientMsgId, new HubbubError("forbidden"));
    }
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
