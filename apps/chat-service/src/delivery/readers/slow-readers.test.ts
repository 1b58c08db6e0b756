import { describe, expect, it } from "vitest";
import { deliveryRig } from "../testing/delivery-rig.ts";

const room = 7;
const mebibyte = 1024 * 1024;

describe("a reader that does not keep up", () => {
  it("is closed once more than 1 MiB waits for it, after the frames of that fan-out", async () => {
    const { delivery, log, joined, metrics } = deliveryRig();
    const [slow, quick] = [await joined(1, room), await joined(2, room)];
    slow.buffered = mebibyte;
    delivery.publication(log.post(room));
    expect(slow.closedBy).toBeUndefined();
    slow.buffered = mebibyte + 1;
    delivery.publication(log.post(room));
    expect(slow.closedBy).toBe("slow_consumer");
    expect(slow.seqs(room)).toEqual([1, 2]);
    expect(quick.closedBy).toBeUndefined();
    delivery.publication(log.post(room));
    expect(quick.seqs(room)).toEqual([1, 2, 3]);
    expect(metrics.counts["slowConsumer"]).toBe(1);
    expect(delivery.stats().readers).toBe(1);
  });

  it("is closed by what a join brought, too", async () => {
    const { clock, delivery, log, joined, ask } = deliveryRig();
    const slow = await joined(1, room);
    slow.buffered = 2 * mebibyte;
    await Promise.all([ask(slow, 8), clock.idle()]);
    expect(slow.closedBy).toBe("slow_consumer");
    delivery.publication(log.post(8));
    expect(slow.seqs(8)).toEqual([]);
    expect(delivery.stats().readers).toBe(0);
  });

  it("is cut off before others once all together have more than 256 MiB, so that its buffer goes at once", async () => {
    const { delivery, log, joined } = deliveryRig();
    const readers = [];
    for (let id = 1; id <= 300; id += 1) readers.push(await joined(id, room));
    for (const [i, reader] of readers.entries()) reader.buffered = i < 10 ? mebibyte : 0.9 * mebibyte;
    delivery.publication(log.post(room));
    const closed = readers.filter((reader) => reader.closedBy !== undefined);
    const left = readers.filter((reader) => reader.closedBy === undefined);
    expect(closed.slice(0, 10)).toEqual(readers.slice(0, 10));
    expect(closed.every((reader) => reader.closedBy === "cut")).toBe(true);
    const leftBytes = left.reduce((sum, reader) => sum + reader.buffered, 0);
    expect(leftBytes).toBeLessThanOrEqual(256 * mebibyte);
    expect(leftBytes).toBeGreaterThan(255 * mebibyte);
  });

  it("is not closed for buffers that have drained since", async () => {
    const { delivery, log, joined } = deliveryRig();
    const readers = [];
    for (let id = 1; id <= 600; id += 1) readers.push(await joined(id, id % 2));
    for (const reader of readers) reader.buffered = reader.userId % 2 === 0 ? 0.8 * mebibyte : 0;
    delivery.publication(log.post(0));
    for (const reader of readers) reader.buffered = reader.userId % 2 === 1 ? 0.8 * mebibyte : 0;
    delivery.publication(log.post(1));
    expect(readers.filter((reader) => reader.closedBy !== undefined)).toEqual([]);
    expect(delivery.stats().bufferedBytes).toBeCloseTo(240 * mebibyte);
  });

  it("leaves its buffer counted for 5 s, at the cost of those only who are behind themselves", async () => {
    const { clock, delivery, log, joined } = deliveryRig();
    const [behind, quick] = [await joined(1, room), await joined(2, room)];
    behind.buffered = 300 * 1024;
    quick.buffered = 100 * 1024;
    for (let id = 3; id < 260; id += 1) (await joined(id, room)).buffered = mebibyte + 1;
    delivery.publication(log.post(room));
    expect([behind.closedBy, quick.closedBy]).toEqual(["cut", undefined]);
    const later = await joined(1, room);
    later.buffered = 300 * 1024;
    await clock.pass(5_100);
    delivery.publication(log.post(room));
    expect(later.closedBy).toBeUndefined();
  });
});
