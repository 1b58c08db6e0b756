import { AppError } from "@hubbub/errors";
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

describe("a resume", () => {
  const cases: {
    name: string;
    posted?: number;
    afterSeq: number;
    epoch?: string;
    recovered: boolean;
    result: string;
  }[] = [
    { name: "from the head brings nothing", afterSeq: 600, recovered: true, result: "ring" },
    { name: "of one event brings it", afterSeq: 599, recovered: true, result: "ring" },
    { name: "of 500 events brings them", afterSeq: 100, recovered: true, result: "ring" },
    { name: "of 501 events is a fresh page", afterSeq: 99, recovered: false, result: "too_far" },
    { name: "from the beginning of a short room brings all", posted: 20, afterSeq: 0, recovered: true, result: "ring" },
    { name: "from above the head is a fresh page", afterSeq: 601, recovered: false, result: "ahead" },
    { name: "with another epoch is a fresh page", afterSeq: 600, epoch: "x", recovered: false, result: "other_epoch" },
    { name: "of an empty room brings nothing", posted: 0, afterSeq: 0, recovered: true, result: "ring" },
  ];

  for (const hub of ["new", "known"] as const) {
    for (const { name, posted = 600, afterSeq, epoch = "epoch-1", recovered, result } of cases) {
      it(`${name} (${hub} hub)`, async () => {
        const { log, joined, metrics } = deliveryRig();
        log.post(room, posted);
        if (hub === "known") await joined(1, room);
        const bob = await joined(2, room, { afterSeq, epoch, limit: 10 });
        const page = recovered ? [] : range(posted - 9, posted);
        expect(bob.frames[0]).toMatchObject({ type: "room_joined", recovered, last_seq: posted, page });
        expect(bob.seqs(room)).toEqual(recovered ? range(afterSeq + 1, posted) : []);
        expect(metrics.counts[`resume ${result}`]).toBe(1);
        expect(log.queries.holes).toBe(0);
      });
    }
  }

  it("without an epoch is trusted to mean this one", async () => {
    const { log, joined } = deliveryRig();
    log.post(room, 5);
    const bob = await joined(2, room, { afterSeq: 3 });
    expect(bob.seqs(room)).toEqual([4, 5]);
  });

  it("of more than 256 KiB is a fresh page", async () => {
    const { log, joined, metrics } = deliveryRig();
    for (let i = 0; i < 30; i += 1) log.append(room, { text: "x".repeat(10_000) });
    const little = await joined(1, room, { afterSeq: 5, epoch: log.epoch });
    const much = await joined(2, room, { afterSeq: 3, epoch: log.epoch });
    expect([little.seqs(room), much.seqs(room)]).toEqual([range(6, 30), []]);
    expect(much.frames[0]).toMatchObject({ recovered: false, last_seq: 30 });
    expect(metrics.counts["resume too_far"]).toBe(1);
  });

  it("above the hub but not above the head waits for the hub", async () => {
    const { clock, delivery, log, joined, ask } = deliveryRig();
    await joined(1, room);
    const underWay = log.post(room, 5);
    const bob = new TestReader(2);
    const join = ask(bob, room, { afterSeq: 4, epoch: log.epoch });
    await clock.idle();
    expect(bob.frames).toEqual([]);
    delivery.publication(underWay);
    await join;
    expect(bob.frames[0]).toMatchObject({ recovered: true });
    expect(bob.seqs(room)).toEqual([5]);
  });

  it("is read without a page, once it is known to be possible", async () => {
    const { log, joined } = deliveryRig();
    log.post(room, 700);
    await joined(1, room);
    await joined(2, room, { afterSeq: 650, epoch: log.epoch });
    await joined(3, room, { afterSeq: 1, epoch: log.epoch, limit: 20 });
    expect(log.joinReads.flat().map((read) => read.pageLimit)).toEqual([50, 0, 20]);
  });

  it("of a deleted message does not bring it back from the ring", async () => {
    const { delivery, log, joined, metrics } = deliveryRig();
    const ann = await joined(1, room);
    delivery.publication(log.append(room, { text: "a" }, { text: "secret" }, { text: "c" }));
    delivery.publication(log.append(room, { deletes: 2 }));
    const bob = await joined(2, room, { afterSeq: 0, epoch: log.epoch });
    expect(ann.frames.map((frame) => frame.content)).toEqual([undefined, "a", "secret", "c", undefined]);
    expect(bob.seqs(room)).toEqual([1, 2, 3, 4]);
    expect(JSON.stringify(bob.frames)).not.toContain("secret");
    expect(metrics.counts["resume log"]).toBe(1);
    await joined(3, room, { afterSeq: 0, epoch: log.epoch });
    expect(log.queries.holes).toBe(1);
  });

  it("of a deleted message whose deletion the broker lost does not bring it back either", async () => {
    const { clock, delivery, log, joined } = deliveryRig();
    await joined(1, room);
    delivery.publication(log.append(room, { text: "secret" }));
    log.append(room, { deletes: 1 });
    await clock.pass(2_100);
    const bob = await joined(2, room, { afterSeq: 0, epoch: log.epoch });
    expect(bob.seqs(room)).toEqual([1, 2]);
    expect(JSON.stringify(bob.frames)).not.toContain("secret");
  });

  it("does not put back into the ring what was deleted while it was read", async () => {
    const { clock, delivery, log, joined, ask } = deliveryRig();
    await joined(1, room);
    delivery.publication(log.append(room, { text: "secret" }, { text: "b" }));
    delivery.publication(log.append(room, { deletes: 2 }));
    log.hold();
    const join = ask(new TestReader(2), room, { afterSeq: 0, epoch: log.epoch });
    await clock.idle();
    log.release();
    log.hold();
    await clock.idle();
    delivery.publication(log.append(room, { deletes: 1 }));
    log.release();
    await clock.idle();
    await join;
    const bob = await joined(3, room, { afterSeq: 0, epoch: log.epoch });
    expect(bob.seqs(room)).toEqual([1, 2, 3, 4]);
    expect(JSON.stringify(bob.frames)).not.toContain("secret");
  });

  it("from what the ring forgot is read from the log, in one query for all who need it", async () => {
    const { clock, delivery, log, joined, ask } = deliveryRig();
    await joined(1, room);
    delivery.publication(log.post(room, 300));
    delivery.publication(log.append(room, { deletes: 250 }));
    const readers = range(2, 51).map((id) => new TestReader(id));
    const joins = readers.map((reader, i) => ask(reader, room, { afterSeq: 200 + i, epoch: log.epoch }));
    await clock.idle();
    await Promise.all(joins);
    expect(log.queries.holes).toBe(1);
    expect(readers.every((reader, i) => reader.seqs(room).join() === range(201 + i, 301).join())).toBe(true);
  });

  it("of more than one read of the log gives is a fresh page", async () => {
    const { delivery, log, joined } = deliveryRig();
    await joined(1, room);
    for (let i = 0; i < 40; i += 1) delivery.publication(log.append(room, { text: "x".repeat(10_000) }));
    delivery.publication(log.append(room, { deletes: 35 }));
    const bob = await joined(2, room, { afterSeq: 2, epoch: log.epoch });
    expect(bob.frames).toMatchObject([{ type: "room_joined", recovered: false, last_seq: 41 }]);
  });

  it("that cannot be read back fails as unavailable", async () => {
    const { clock, delivery, log, joined, ask } = deliveryRig();
    await joined(1, room);
    delivery.publication(log.post(room, 3));
    delivery.publication(log.append(room, { deletes: 2 }));
    const readHoles = log.readHoles.bind(log);
    log.readHoles = () => Promise.reject(new Error("connection refused"));
    const join = ask(new TestReader(2), room, { afterSeq: 0, epoch: log.epoch });
    await Promise.all([expect(join).rejects.toMatchObject({ code: "unavailable" }), clock.idle()]);
    log.readHoles = readHoles;
    expect((await joined(2, room, { afterSeq: 0, epoch: log.epoch })).seqs(room)).toEqual([1, 2, 3, 4]);
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

describe("a join that fails", () => {
  it("throws what the read said, alone of its batch, and leaves no room behind", async () => {
    const { clock, delivery, broker, log, ask } = deliveryRig();
    log.refused.set(2, new AppError("room_not_found"));
    const allowed = ask(new TestReader(1), room);
    const refused = ask(new TestReader(2), 8);
    await Promise.all([expect(refused).rejects.toMatchObject({ code: "room_not_found" }), clock.idle()]);
    expect(await allowed).toBe("joined");
    expect([...broker.subscribed]).toEqual([room]);
    expect(delivery.stats().hubs).toBe(1);
  });

  it("throws if the query failed, and the next one is read again", async () => {
    const { clock, log, ask, joined } = deliveryRig();
    log.failure = new AppError("unavailable");
    const join = ask(new TestReader(1), room);
    await Promise.all([expect(join).rejects.toMatchObject({ code: "unavailable" }), clock.idle()]);
    log.failure = undefined;
    expect((await joined(1, room)).frames).toHaveLength(1);
  });

  it("throws what its answer threw, and harms nobody else", async () => {
    const { clock, delivery, log, joined } = deliveryRig();
    const ann = await joined(1, room);
    const reader = new TestReader(2);
    const onJoined = () => {
      throw new Error("cannot encode");
    };
    const join = delivery.join({ reader, roomId: room, limit: 50, onJoined });
    await Promise.all([expect(join).rejects.toThrow("cannot encode"), clock.idle()]);
    delivery.publication(log.post(room));
    expect([ann.seqs(room), reader.frames]).toEqual([[1], []]);
  });

  it("waits no longer than 10 s for its hub", async () => {
    const { clock, log, joined, ask } = deliveryRig();
    await joined(1, room);
    const readHoles = log.readHoles.bind(log);
    log.readHoles = () => Promise.reject(new Error("connection refused"));
    log.post(room);
    const late = ask(new TestReader(2), room);
    await Promise.all([expect(late).rejects.toMatchObject({ code: "unavailable" }), clock.pass(12_000)]);
    log.readHoles = readHoles;
  });

  it("is gone if the socket closed or left meanwhile, or before", async () => {
    const { clock, delivery, log, ask } = deliveryRig();
    log.hold();
    const [closes, leaves, closed] = [new TestReader(1), new TestReader(2), new TestReader(3)];
    const joins = [ask(closes, room), ask(leaves, room)];
    await clock.idle();
    delivery.dropReader(closes);
    delivery.leave(leaves, room);
    delivery.dropReader(closed);
    log.release();
    await clock.idle();
    expect(await Promise.all([...joins, ask(closed, room)])).toEqual(["gone", "gone", "gone"]);
    expect([closes.frames, leaves.frames, delivery.stats().hubs]).toEqual([[], [], 0]);
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
