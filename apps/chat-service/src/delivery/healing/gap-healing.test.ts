import { describe, expect, it } from "vitest";
import { deliveryRig } from "../testing/delivery-rig.ts";

const room = 7;

describe("a hole in a room", () => {
  it("is read from the log after 50 ms, not before", async () => {
    const { clock, delivery, log, joined, metrics } = deliveryRig();
    const ann = await joined(1, room);
    log.post(room);
    delivery.publication(log.post(room));
    await clock.pass(49);
    expect(log.queries.holes).toBe(0);
    await clock.pass(2);
    expect(ann.seqs(room)).toEqual([1, 2]);
    expect(metrics.counts["gap log"]).toBe(1);
  });

  it("is not read if what is missing waited only for a stalled event loop", async () => {
    const { clock, delivery, log, joined } = deliveryRig();
    const ann = await joined(1, room);
    const late = log.post(room);
    delivery.publication(log.post(room));
    await clock.stall(200);
    delivery.publication(late);
    await clock.pass(200);
    expect(ann.seqs(room)).toEqual([1, 2]);
    expect(log.queries.holes).toBe(0);
  });

  it("costs one query together with the holes of all other rooms", async () => {
    const { clock, delivery, log, joined } = deliveryRig();
    const rooms = Array.from({ length: 40 }, (_, i) => i + 1);
    const readers = await Promise.all(rooms.map((id) => joined(id, id)));
    for (const id of rooms) {
      log.post(id);
      delivery.publication(log.post(id));
    }
    await clock.pass(60);
    expect(log.queries.holes).toBe(1);
    expect(readers.every((reader, i) => reader.seqs(rooms[i]!).length === 2)).toBe(true);
  });

  it("is read again, later each time, while Postgres is away", async () => {
    const { clock, delivery, log, joined, warnings } = deliveryRig();
    const ann = await joined(1, room);
    log.failure = new Error("connection refused");
    log.post(room);
    delivery.publication(log.post(room));
    await clock.pass(1_000);
    expect(log.queries.holes).toBeGreaterThan(1);
    expect(log.queries.holes).toBeLessThan(5);
    log.failure = undefined;
    await clock.pass(2_000);
    expect(ann.seqs(room)).toEqual([1, 2]);
    expect(warnings.length).toBeGreaterThan(1);
  });

  it("is filled by either, once, when the broker brings it while it is being read", async () => {
    const { clock, delivery, log, joined } = deliveryRig();
    const ann = await joined(1, room);
    const late = log.post(room);
    delivery.publication(log.post(room));
    log.hold();
    await clock.pass(60);
    delivery.publication(late);
    delivery.publication(log.post(room));
    log.release();
    await clock.pass(200);
    expect(ann.seqs(room)).toEqual([1, 2, 3]);
  });

  it("of more than 500 events closes the room's readers, who then resume elsewhere", async () => {
    const { clock, delivery, log, joined, metrics } = deliveryRig();
    const ann = await joined(1, room);
    const eve = await joined(3, 8);
    log.post(room, 500);
    delivery.publication(log.post(room));
    await clock.pass(60);
    expect(ann.closedBy).toBe("resync");
    expect(eve.closedBy).toBeUndefined();
    expect(metrics.counts["gap resync"]).toBe(1);
    expect(delivery.stats()).toMatchObject({ hubs: 1, readers: 1 });
    const back = await joined(1, room, { afterSeq: 100, epoch: log.epoch });
    expect(back.seqs(room)).toEqual(Array.from({ length: 401 }, (_, i) => 101 + i));
  });

  it("of 500 events is healed", async () => {
    const { clock, delivery, log, joined } = deliveryRig();
    const ann = await joined(1, room);
    log.post(room, 499);
    delivery.publication(log.post(room));
    await clock.pass(60);
    expect(ann.seqs(room)).toHaveLength(500);
  });

  it("larger than one read gives is read on at once", async () => {
    const { clock, log, delivery, joined } = deliveryRig();
    const ann = await joined(1, room);
    for (let i = 0; i < 100; i += 1) log.append(room, { text: "x".repeat(10_000) });
    delivery.heads([{ roomId: room, lastSeq: 100 }]);
    await clock.pass(51);
    expect(ann.seqs(room)).toHaveLength(100);
    expect(log.queries.holes).toBe(4);
  });

  it("that does not exist is forgotten", async () => {
    const { clock, delivery, log, joined } = deliveryRig();
    const ann = await joined(1, room);
    delivery.heads([{ roomId: room, lastSeq: 5 }]);
    await clock.pass(1_000);
    expect(log.queries.holes).toBe(1);
    delivery.publication(log.post(room));
    expect(ann.seqs(room)).toEqual([1]);
  });
});

describe("the comparison of heads", () => {
  it("finds a last message that the broker lost within 5 s", async () => {
    const { clock, log, joined } = deliveryRig();
    const ann = await joined(1, room);
    log.post(room);
    await clock.pass(5_000);
    expect(ann.seqs(room)).toEqual([1]);
  });

  it("is one query for all rooms every 2 s", async () => {
    const { clock, log, joined } = deliveryRig();
    for (let id = 1; id <= 20; id += 1) await joined(id, id);
    await clock.pass(20_000);
    expect(log.queries.heads).toBe(10);
  });

  it("comes every 500 ms while the broker is away and at once when it returns", async () => {
    const { clock, delivery, log, joined } = deliveryRig();
    const ann = await joined(1, room);
    delivery.brokerState("away");
    log.post(room);
    await clock.pass(600);
    expect(ann.seqs(room)).toEqual([1]);
    await clock.pass(420);
    const before = log.queries.heads;
    log.post(room);
    delivery.brokerState("up");
    await clock.pass(51);
    expect(log.queries.heads).toBe(before + 1);
    expect(ann.seqs(room)).toEqual([1, 2]);
    await clock.pass(1_900);
    expect(log.queries.heads).toBe(before + 1);
  });

  it("at the broker's return is not left out because an older one is still under way", async () => {
    const { clock, delivery, log, joined } = deliveryRig();
    const ann = await joined(1, room);
    delivery.brokerState("away");
    log.hold();
    await clock.pass(500);
    log.post(room);
    delivery.brokerState("up");
    await clock.pass(10);
    log.release();
    await clock.pass(60);
    expect(ann.seqs(room)).toEqual([1]);
  });

  it("goes on after Postgres was away", async () => {
    const { clock, log, joined, warnings } = deliveryRig();
    const ann = await joined(1, room);
    log.failure = new Error("connection refused");
    log.post(room);
    await clock.pass(10_000);
    expect(warnings).toHaveLength(5);
    log.failure = undefined;
    await clock.pass(2_100);
    expect(ann.seqs(room)).toEqual([1]);
  });

  it("is spared where a verdict or an activity mark tells of a higher head", async () => {
    const { clock, delivery, log, joined } = deliveryRig();
    const ann = await joined(1, room);
    log.post(room, 2);
    delivery.heads([{ roomId: room, lastSeq: 2 }], log.epoch);
    await clock.pass(60);
    expect(ann.seqs(room)).toEqual([1, 2]);
    expect(log.queries.heads).toBe(0);
  });
});

describe("what comes early", () => {
  it("is bounded; what did not fit is read from the log", async () => {
    const { clock, delivery, log, joined } = deliveryRig();
    const ann = await joined(1, room);
    log.post(room);
    const big = "x".repeat(60_000);
    for (let i = 0; i < 40; i += 1) delivery.publication(log.append(room, { text: big }));
    expect(delivery.stats().earlyBytes).toBeGreaterThan(900_000);
    expect(delivery.stats().earlyBytes).toBeLessThanOrEqual(1024 * 1024);
    await clock.pass(200);
    expect(ann.seqs(room)).toEqual(Array.from({ length: 41 }, (_, i) => i + 1));
    expect(delivery.stats().earlyBytes).toBe(0);
  });
});
