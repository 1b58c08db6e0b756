import { describe, expect, it } from "vitest";
import { deliveryRig } from "../testing/delivery-rig.ts";
import { TestReader } from "../testing/test-reader.ts";

const room = 7;

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

describe("a fresh join", () => {
  it("gets its page, and then everything after the page's head", async () => {
    const { delivery, log, joined } = deliveryRig();
    log.post(room, 80);
    const ann = await joined(1, room, { limit: 50 });
    delivery.publication(log.post(room, 2));
    expect(ann.frames[0]).toMatchObject({ type: "room_joined", last_seq: 80, recovered: false, page: range(31, 80) });
    expect(ann.seqs(room)).toEqual([81, 82]);
  });

  it("gets what went out between its read and its answer right after the answer, in one write", async () => {
    const { clock, delivery, log, joined, ask } = deliveryRig();
    await joined(1, room);
    log.hold();
    const bob = new TestReader(2);
    const join = ask(bob, room);
    await clock.idle();
    delivery.publication(log.post(room, 3));
    expect(bob.frames).toEqual([]);
    log.release();
    await clock.idle();
    await join;
    expect(bob.writes).toEqual([4]);
    expect(bob.frames.map((frame) => frame.type)).toEqual(["room_joined", ...Array(3).fill("new_message")]);
    expect(bob.frames[0]).toMatchObject({ last_seq: 0 });
  });

  it("waits until the hub has reached the head that was read", async () => {
    const { clock, delivery, log, joined, ask } = deliveryRig();
    const ann = await joined(1, room);
    const underWay = log.post(room, 2);
    const bob = new TestReader(2);
    const join = ask(bob, room);
    await clock.idle();
    expect(bob.frames).toEqual([]);
    delivery.publication(underWay);
    await join;
    delivery.publication(log.post(room));
    expect(bob.frames[0]).toMatchObject({ last_seq: 2 });
    expect([ann.seqs(room), bob.seqs(room)]).toEqual([[1, 2, 3], [3]]);
  });

  it("does not wait for a broker that is away: the log brings the hub up to it", async () => {
    const { clock, delivery, log, joined, ask } = deliveryRig();
    await joined(1, room);
    delivery.brokerState("away");
    log.post(room, 2);
    const bob = new TestReader(2);
    const join = ask(bob, room);
    await clock.pass(60);
    await join;
    expect(bob.frames[0]).toMatchObject({ last_seq: 2 });
  });

  it("of a new room is read after the room's channel was subscribed, and misses nothing in between", async () => {
    const { clock, delivery, broker, log, ask } = deliveryRig();
    const { promise, resolve } = Promise.withResolvers<void>();
    broker.subscription = promise;
    const bob = new TestReader(2);
    const join = ask(bob, room);
    await clock.idle();
    expect([broker.subscribed.has(room), log.queries.joins]).toEqual([true, 0]);
    resolve();
    log.hold();
    await clock.idle();
    delivery.publication(log.post(room, 2));
    log.release();
    await clock.idle();
    await join;
    expect(bob.frames[0]).toMatchObject({ last_seq: 0 });
    expect(bob.seqs(room)).toEqual([1, 2]);
    expect(log.queries.holes).toBe(0);
  });

  it("of a new room knows of a hole in what came before its read", async () => {
    const { clock, delivery, log, ask } = deliveryRig();
    const bob = new TestReader(2);
    log.hold();
    const join = ask(bob, room);
    await clock.idle();
    log.post(room);
    delivery.publication(log.post(room));
    log.release();
    await clock.pass(60);
    await join;
    expect(bob.seqs(room)).toEqual([1, 2]);
  });

  it("waits no more than a second for the subscription", async () => {
    const { clock, broker, ask } = deliveryRig();
    broker.subscription = new Promise(() => {});
    const join = ask(new TestReader(2), room);
    await clock.pass(1_000);
    expect(await join).toBe("joined");
  });

  it("gets in although the subscription failed", async () => {
    const { broker, joined, warnings } = deliveryRig();
    broker.subscription = Promise.reject(new Error("no"));
    const ann = await joined(1, room);
    expect(ann.frames).toHaveLength(1);
    expect(warnings).toHaveLength(1);
  });
});

describe("joins together", () => {
  it("are one query for all that came in one turn of the event loop", async () => {
    const { clock, log, ask } = deliveryRig();
    const joins = range(1, 200).map((id) => ask(new TestReader(id), id % 20));
    await clock.idle();
    await Promise.all(joins);
    expect(log.queries.joins).toBe(1);
  });

  it("go into the next query while others are being read, at most two at a time", async () => {
    const { clock, log, ask } = deliveryRig();
    log.hold();
    const joins = [];
    for (let id = 1; id <= 100; id += 1) {
      joins.push(ask(new TestReader(id), id));
      await clock.idle();
    }
    expect(log.queries.joins).toBe(2);
    log.release();
    await clock.idle();
    await Promise.all(joins);
    expect(log.queries.joins).toBe(3);
  });

  it("of one new room fill its ring once", async () => {
    const { clock, log, ask } = deliveryRig();
    log.post(room, 300);
    log.hold();
    const first = ask(new TestReader(1), room);
    await clock.idle();
    const others = range(2, 50).map((id) => ask(new TestReader(id), room, { afterSeq: 250, epoch: log.epoch }));
    await clock.idle();
    log.release();
    await clock.idle();
    await Promise.all([first, ...others]);
    expect(log.joinReads.map((reads) => reads.filter((read) => read.recentLimit > 0).length)).toEqual([1, 0]);
  });

  it("after the death of an instance cost a handful of queries, not one each", async () => {
    const { clock, log, ask } = deliveryRig();
    for (let id = 1; id <= 10; id += 1) log.post(id, 400);
    const readers = range(1, 1_000).map((id) => new TestReader(id));
    const joins = readers.map((reader, i) => ask(reader, 1 + (i % 10), { afterSeq: 390, epoch: log.epoch }));
    await clock.idle();
    await Promise.all(joins);
    expect(log.queries.joins + log.queries.holes).toBeLessThanOrEqual(3);
    expect(readers.every((reader, i) => reader.seqs(1 + (i % 10)).join() === range(391, 400).join())).toBe(true);
  });

  it("past the bound are refused as overloaded", async () => {
    const { clock, log, ask } = deliveryRig();
    log.hold();
    const joins = range(1, 20_000).map((id) => ask(new TestReader(id), room));
    await expect(ask(new TestReader(0), room)).rejects.toMatchObject({ code: "overloaded" });
    log.release();
    await clock.idle();
    await Promise.all(joins);
  });
});

describe("a removal after the read of a join", () => {
  it("ends the join with the frame that says so", async () => {
    const { clock, delivery, log, joined, ask } = deliveryRig();
    await joined(1, room);
    log.hold();
    const bob = new TestReader(2);
    const join = ask(bob, room);
    await clock.idle();
    delivery.publication(log.append(room, { text: "a" }, { removes: 2 }, { text: "not for bob" }));
    log.release();
    await clock.idle();
    await join;
    delivery.publication(log.post(room));
    expect(bob.seqs(room)).toEqual([1, 2]);
    expect(bob.removedFromRooms).toEqual([room]);
  });

  it("is told apart from one before the read, after which the reader was let in again", async () => {
    const { delivery, log, joined } = deliveryRig();
    await joined(1, room);
    delivery.publication(log.append(room, { text: "a" }, { removes: 2 }, { text: "b" }));
    const bob = await joined(2, room, { afterSeq: 0, epoch: log.epoch });
    delivery.publication(log.post(room));
    expect(bob.seqs(room)).toEqual([1, 2, 3, 4]);
    expect(bob.removedFromRooms).toEqual([]);
  });
});

describe("a second join of the same room", () => {
  it("keeps the reader's place until it gets the new one", async () => {
    const { clock, delivery, log, joined, ask } = deliveryRig();
    const ann = await joined(1, room);
    log.hold();
    const join = ask(ann, room, { afterSeq: 0, epoch: log.epoch });
    await clock.idle();
    delivery.publication(log.post(room));
    expect(ann.seqs(room)).toEqual([1]);
    log.release();
    await clock.idle();
    await join;
    delivery.publication(log.post(room));
    expect(ann.frames.map((frame) => frame.seq ?? frame.type)).toEqual(["room_joined", 1, "room_joined", 1, 2]);
  });
});

describe("rings", () => {
  it("of all rooms together stay within 128 MiB, and those who come back are served from the log then", async () => {
    const { delivery, log, joined } = deliveryRig();
    const rooms = range(1, 140);
    for (const id of rooms) await joined(id, id);
    const text = "x".repeat(60_000);
    for (let round = 0; round < 17; round += 1) {
      for (const id of rooms) delivery.publication(log.append(id, { text }));
      expect(delivery.stats().ringBytes).toBeLessThanOrEqual(128 * 1024 * 1024);
    }
    const back = await joined(1, 1, { afterSeq: 14, epoch: log.epoch });
    expect(back.seqs(1)).toEqual([15, 16, 17]);
  });
});
