import { describe, expect, it } from "vitest";
import { deliveryRig } from "../testing/delivery-rig.ts";
import { TestReader } from "../testing/test-reader.ts";

const room = 7;

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

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
