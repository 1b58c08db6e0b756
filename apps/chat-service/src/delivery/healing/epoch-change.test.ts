import { describe, expect, it } from "vitest";
import { deliveryRig } from "../testing/delivery-rig.ts";
import { TestReader } from "../testing/test-reader.ts";

const room = 7;

async function roomWithThreeEvents() {
  const rig = deliveryRig();
  const ann = await rig.joined(1, room);
  rig.delivery.publication(rig.log.post(room, 3));
  return { ...rig, ann };
}

describe("another epoch", () => {
  it("in a publication closes the room's readers and is not mixed with the old log", async () => {
    const { delivery, log, ann } = await roomWithThreeEvents();
    log.restore(room, 3, "epoch-2");
    delivery.publication(log.post(room));
    expect(ann.closedBy).toBe("resync");
    expect(ann.seqs(room)).toEqual([1, 2, 3]);
    expect(delivery.stats().hubs).toBe(0);
  });

  it("in a verdict's head does the same", async () => {
    const { delivery, ann } = await roomWithThreeEvents();
    delivery.heads([{ roomId: room, lastSeq: 4 }], "epoch-2");
    expect(ann.closedBy).toBe("resync");
  });

  it("in the comparison of heads closes the readers of all rooms", async () => {
    const { clock, log, joined, ann } = await roomWithThreeEvents();
    const eve = await joined(3, 8);
    log.epoch = "epoch-2";
    await clock.pass(2_000);
    expect([ann.closedBy, eve.closedBy]).toEqual(["resync", "resync"]);
  });

  it("in a read of missing events does the same, and none of them goes out", async () => {
    const { clock, delivery, log, ann } = await roomWithThreeEvents();
    log.post(room, 2);
    log.epoch = "epoch-2";
    delivery.heads([{ roomId: room, lastSeq: 5 }]);
    await clock.pass(60);
    expect(ann.closedBy).toBe("resync");
    expect(ann.seqs(room)).toEqual([1, 2, 3]);
  });

  it("in a join's read closes the others and lets the join begin anew", async () => {
    const { log, joined, ann } = await roomWithThreeEvents();
    log.restore(room, 1, "epoch-2");
    const bob = await joined(2, room);
    expect(ann.closedBy).toBe("resync");
    expect(bob.frames).toMatchObject([{ type: "room_joined", epoch: "epoch-2", last_seq: 1 }]);
  });

  it("in a join's read is not mistaken for more of the old log", async () => {
    const { clock, delivery, log, ask, ann } = await roomWithThreeEvents();
    log.restore(room, 1, "epoch-2");
    log.post(room, 5);
    const bob = new TestReader(2);
    const join = ask(bob, room);
    await clock.idle();
    delivery.publication(log.post(room));
    await clock.pass(100);
    await join;
    expect(ann.seqs(room)).toEqual([1, 2, 3]);
    expect(ann.closedBy).toBe("resync");
    expect(bob.frames[0]).toMatchObject({ epoch: "epoch-2", last_seq: 6 });
    expect(bob.seqs(room)).toEqual([7]);
  });

  it("makes what was being read for a join out of date", async () => {
    const { clock, delivery, log, ask } = await roomWithThreeEvents();
    const bob = new TestReader(2);
    log.hold();
    const join = ask(bob, room);
    await clock.idle();
    log.restore(room, 2, "epoch-2");
    delivery.publication(log.post(room));
    log.release();
    await clock.idle();
    await join;
    expect(bob.frames).toMatchObject([{ type: "room_joined", epoch: "epoch-2", last_seq: 3 }]);
    expect(bob.closedBy).toBeUndefined();
    delivery.publication(log.post(room));
    expect(bob.seqs(room)).toEqual([4]);
  });

  it("in a client's position is a fresh page", async () => {
    const { joined, metrics } = await roomWithThreeEvents();
    const bob = await joined(2, room, { afterSeq: 1, epoch: "epoch-0" });
    expect(bob.frames).toMatchObject([{ type: "room_joined", recovered: false, last_seq: 3, page: [1, 2, 3] }]);
    expect(metrics.counts["resume other_epoch"]).toBe(1);
  });

  it("in what came before the hub's first read is left out", async () => {
    const { clock, delivery, log, ask } = deliveryRig();
    log.post(room, 3);
    const old = { ...log.post(room), epoch: "epoch-0" };
    const bob = new TestReader(2);
    log.hold();
    const join = ask(bob, room);
    await clock.idle();
    delivery.publication({ ...old, firstSeq: 5 });
    log.release();
    await clock.idle();
    await join;
    expect(bob.seqs(room)).toEqual([]);
  });
});

describe("a head below what went out, under the same epoch", () => {
  it("renews the epoch and closes the readers of every room", async () => {
    const { clock, log, joined, ann } = await roomWithThreeEvents();
    const eve = await joined(3, 8);
    log.restore(room, 2);
    await clock.pass(2_100);
    expect(log.renewals).toEqual(["epoch-1"]);
    expect([ann.closedBy, eve.closedBy]).toEqual(["resync", "resync"]);
    const back = await joined(1, room, { afterSeq: 3, epoch: "epoch-1" });
    expect(back.frames).toMatchObject([{ type: "room_joined", recovered: false, epoch: "epoch-1+", last_seq: 2 }]);
  });

  it("is noticed by a join too, which then gets in under the new epoch", async () => {
    const { log, joined, ann } = await roomWithThreeEvents();
    log.restore(room, 2);
    const bob = await joined(2, room);
    expect(log.renewals).toEqual(["epoch-1"]);
    expect(ann.closedBy).toBe("resync");
    expect(bob.frames).toMatchObject([{ type: "room_joined", epoch: "epoch-1+", last_seq: 2 }]);
  });

  it("is noticed by a read of missing events too", async () => {
    const { clock, delivery, log, ann } = await roomWithThreeEvents();
    log.restore(room, 2);
    delivery.heads([{ roomId: room, lastSeq: 5 }]);
    await clock.pass(60);
    expect(log.renewals).toEqual(["epoch-1"]);
    expect(ann.closedBy).toBe("resync");
  });

  it("is tried again if the epoch could not be renewed", async () => {
    const { clock, log, ann, warnings } = await roomWithThreeEvents();
    const renew = log.renewEpoch.bind(log);
    log.renewEpoch = () => Promise.reject(new Error("connection refused"));
    log.restore(room, 2);
    await clock.pass(2_100);
    expect(warnings).toHaveLength(1);
    expect(ann.closedBy).toBeUndefined();
    log.renewEpoch = renew;
    await clock.pass(2_100);
    expect(ann.closedBy).toBe("resync");
  });

  it("is none if events went out while the heads were being read", async () => {
    const { clock, delivery, log, ann } = await roomWithThreeEvents();
    log.hold();
    await clock.pass(2_000);
    delivery.publication(log.post(room, 2));
    log.release();
    await clock.pass(100);
    expect(log.renewals).toEqual([]);
    expect(ann.closedBy).toBeUndefined();
  });
});
