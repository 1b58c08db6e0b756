import { describe, expect, it } from "vitest";
import { maxWindowFrames, maxWindowMs } from "../../limits.ts";
import { deliveryRig } from "../testing/delivery-rig.ts";
import { gatherInBusyRooms } from "./window-policy.ts";

const room = 7;
const windows = () => 20;

describe("a busy room's window", () => {
  it("sends the first event at once and what follows it in one write", async () => {
    const { clock, delivery, log, joined } = deliveryRig({ windows });
    const ann = await joined(1, room);
    for (let i = 0; i < 4; i += 1) delivery.publication(log.post(room));
    expect(ann.seqs(room)).toEqual([1]);
    await clock.pass(20);
    expect(ann.seqs(room)).toEqual([1, 2, 3, 4]);
    expect(ann.writes).toEqual([1, 1, 3]);
  });

  it("goes on while events come and ends with the first window that stays empty", async () => {
    const { clock, delivery, log, joined } = deliveryRig({ windows });
    const ann = await joined(1, room);
    delivery.publication(log.post(room));
    delivery.publication(log.post(room));
    await clock.pass(20);
    delivery.publication(log.post(room));
    expect(ann.seqs(room)).toEqual([1, 2]);
    await clock.pass(20);
    expect(ann.seqs(room)).toEqual([1, 2, 3]);
    await clock.pass(20);
    delivery.publication(log.post(room));
    expect(ann.seqs(room)).toEqual([1, 2, 3, 4]);
  });

  it("gives who joins meanwhile each event once, and the others none later than that", async () => {
    const { delivery, log, joined } = deliveryRig({ windows });
    const ann = await joined(1, room);
    for (let i = 0; i < 3; i += 1) delivery.publication(log.post(room));
    const bob = await joined(2, room, { afterSeq: 0 });
    expect(bob.seqs(room)).toEqual([1, 2, 3]);
    expect(ann.seqs(room)).toEqual([1, 2, 3]);
  });

  it("is over for who is removed: the frame that says so comes in its place", async () => {
    const { delivery, log, joined } = deliveryRig({ windows });
    const [ann, bob] = [await joined(1, room), await joined(2, room)];
    delivery.publication(log.post(room));
    delivery.publication(log.post(room));
    delivery.publication(log.append(room, { removes: 2 }, { text: "without bob" }));
    expect(ann.seqs(room)).toEqual([1, 2, 3, 4]);
    expect(bob.seqs(room)).toEqual([1, 2, 3]);
  });

  it("closes early once it is full", async () => {
    const { delivery, log, joined } = deliveryRig({ windows });
    const ann = await joined(1, room);
    delivery.publication(log.post(room));
    delivery.publication(log.post(room, maxWindowFrames));
    expect(ann.seqs(room)).toHaveLength(1 + maxWindowFrames);
  });
});

describe("the windows of rooms", () => {
  it("open only where two events are likely in one and the room is large", () => {
    const hundredASecond = 10;
    expect(gatherInBusyRooms({ intervalMs: hundredASecond, readers: 1_000 })).toBe(maxWindowMs);
    expect(gatherInBusyRooms({ intervalMs: 2, readers: 1_000 })).toBe(10);
    expect(gatherInBusyRooms({ intervalMs: hundredASecond, readers: 20 })).toBe(0);
    expect(gatherInBusyRooms({ intervalMs: 33, readers: 1_000 })).toBe(0);
    expect(gatherInBusyRooms({ intervalMs: Number.POSITIVE_INFINITY, readers: 1_000 })).toBe(0);
  });

  it("follow the rate of the room", async () => {
    const { clock, delivery, log, joined } = deliveryRig({
      windows: ({ intervalMs }) => gatherInBusyRooms({ intervalMs, readers: 10_000 }),
    });
    const ann = await joined(1, room);
    for (let i = 0; i < 10; i += 1) {
      delivery.publication(log.post(room));
      await clock.pass(1_000);
    }
    expect(ann.writes).toEqual(Array.from({ length: 11 }, () => 1));
    for (let i = 0; i < 200; i += 1) {
      delivery.publication(log.post(room));
      await clock.pass(10);
    }
    await clock.pass(100);
    expect(ann.seqs(room)).toHaveLength(210);
    expect(ann.writes.slice(-10, -1)).toEqual(Array.from({ length: 9 }, () => 4));
  });
});
