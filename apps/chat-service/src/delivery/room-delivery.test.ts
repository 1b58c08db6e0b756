import { epochNowUs } from "@hubbub/service-runtime";
import { describe, expect, it } from "vitest";
import { deliveryRig } from "./testing/delivery-rig.ts";
import { TestReader } from "./testing/test-reader.ts";

const room = 7;

describe("delivery", () => {
  it("hands a batch to every reader of the room in one write, and to nobody else", async () => {
    const { delivery, log, joined } = deliveryRig();
    const [ann, bob] = [await joined(1, room), await joined(2, room)];
    const eve = await joined(3, 8);
    delivery.publication(log.post(room, 3));
    expect(ann.seqs(room)).toEqual([1, 2, 3]);
    expect(bob.seqs(room)).toEqual([1, 2, 3]);
    expect(ann.writes).toEqual([1, 3]);
    expect(eve.seqs(room)).toEqual([]);
  });

  it("hands out a batch of its own writer at once and drops the copy from the broker", async () => {
    const { delivery, log, joined } = deliveryRig();
    const ann = await joined(1, room);
    const batch = log.post(room, 2);
    delivery.publication(batch);
    delivery.publication(batch);
    expect(ann.seqs(room)).toEqual([1, 2]);
  });

  it("keeps what came early until what is missing arrives", async () => {
    const { delivery, log, joined, metrics } = deliveryRig();
    const ann = await joined(1, room);
    const [first, second, third] = [log.post(room), log.post(room, 2), log.post(room)];
    delivery.publication(third);
    delivery.publication(second);
    expect(ann.seqs(room)).toEqual([]);
    delivery.publication(first);
    expect(ann.seqs(room)).toEqual([1, 2, 3, 4]);
    expect(log.queries.holes).toBe(0);
    expect(metrics.counts["gap broker"]).toBe(1);
  });

  it("passes on only the unknown rest of a batch", async () => {
    const { clock, delivery, log, joined } = deliveryRig();
    const ann = await joined(1, room);
    const [first, , third] = [log.post(room), log.post(room), log.post(room, 2)];
    delivery.heads([{ roomId: room, lastSeq: 3 }]);
    await clock.pass(60);
    expect(ann.seqs(room)).toEqual([1, 2, 3]);
    delivery.publication(first);
    delivery.publication(third);
    expect(ann.seqs(room)).toEqual([1, 2, 3, 4]);
  });

  it("counts what it hands out and how long that took", async () => {
    const { delivery, log, joined, metrics } = deliveryRig();
    await joined(1, room);
    await joined(2, room);
    delivery.publication({ ...log.post(room, 3), receivedUs: epochNowUs() - 2_000_000 });
    expect(metrics.counts).toMatchObject({ delivered: 6, deliverySeconds: 1 });
    expect(metrics.seconds[0]).toBeGreaterThanOrEqual(2);
    expect(metrics.seconds[0]).toBeLessThan(60);
  });

  it("leaves a room that is not people's out of what it counts", async () => {
    const { delivery, log, joined, metrics } = deliveryRig({ uncountedRoomId: 3 });
    const before = delivery.stats();
    const watcher = await joined(0, 3);
    delivery.publication(log.post(3, 2));
    expect(watcher.seqs(3)).toEqual([1, 2]);
    expect(metrics.counts).toEqual({ delivered: 0 });
    expect(delivery.stats()).toMatchObject({ roomsActive: before.roomsActive, readers: before.readers, hubs: 1 });
    await joined(1, room);
    expect(delivery.stats()).toMatchObject({ roomsActive: 1, readers: 1, hubs: 2 });
    delivery.leave(watcher, 3);
    expect(delivery.stats()).toMatchObject({ roomsActive: 1 });
  });

  it("stops writing to who left or closed", async () => {
    const { delivery, log, joined } = deliveryRig();
    const [ann, bob] = [await joined(1, room), await joined(2, room)];
    delivery.leave(ann, room);
    delivery.dropReader(bob);
    delivery.publication(log.post(room));
    expect([...ann.seqs(room), ...bob.seqs(room)]).toEqual([]);
    expect(delivery.stats()).toMatchObject({ roomsActive: 0, hubs: 1, readers: 1 });
  });

  it("keeps a room's channel while somebody comes back within a minute", async () => {
    const { clock, delivery, broker, log, joined } = deliveryRig();
    const ann = await joined(1, room);
    delivery.leave(ann, room);
    await clock.pass(59_000);
    delivery.publication(log.post(room));
    const bob = await joined(2, room, { afterSeq: 0 });
    expect(bob.seqs(room)).toEqual([1]);
    await clock.pass(62_000);
    expect(broker.subscriptions).toEqual([room]);
    expect(broker.subscribed.has(room)).toBe(true);
  });

  it("gives up the channel and the ring of a room that nobody came back to", async () => {
    const { clock, delivery, broker, log, joined } = deliveryRig();
    const ann = await joined(1, room);
    delivery.publication(log.post(room, 3));
    expect(delivery.stats().ringBytes).toBeGreaterThan(0);
    delivery.leave(ann, room);
    await clock.pass(62_000);
    expect(broker.subscribed.has(room)).toBe(false);
    expect(delivery.stats()).toMatchObject({ hubs: 0, ringBytes: 0, earlyBytes: 0 });
  });
});

describe("removal from a room", () => {
  it("ends a member's reading after the frame that says so, within a batch too", async () => {
    const { delivery, log, joined } = deliveryRig();
    const [ann, bob] = [await joined(1, room), await joined(2, room)];
    delivery.publication(log.append(room, { text: "a" }, { removes: 2 }, { text: "not for bob" }));
    expect(ann.seqs(room)).toEqual([1, 2, 3]);
    expect(bob.seqs(room)).toEqual([1, 2]);
    expect(bob.removedFromRooms).toEqual([room]);
    delivery.publication(log.post(room));
    expect(bob.seqs(room)).toEqual([1, 2]);
  });

  it("holds for all sockets of the member, and for none of its other rooms", async () => {
    const { delivery, log, joined, ask, clock } = deliveryRig();
    const [laptop, phone] = [await joined(2, room), await joined(2, room)];
    const other = ask(phone, 8);
    await clock.idle();
    await other;
    delivery.publication(log.append(room, { removes: 2 }));
    delivery.publication(log.post(8));
    expect([laptop.removedFromRooms, phone.removedFromRooms]).toEqual([[room], [room]]);
    expect(phone.seqs(8)).toEqual([1]);
  });

  it("holds when the broker lost it and the log tells of it", async () => {
    const { clock, delivery, log, joined } = deliveryRig();
    const bob = await joined(2, room);
    log.append(room, { text: "a" }, { removes: 2 }, { text: "not for bob" });
    await clock.pass(2_100);
    expect(bob.seqs(room)).toEqual([1, 2]);
    expect(bob.removedFromRooms).toEqual([room]);
    delivery.publication(log.post(room));
    expect(bob.seqs(room)).toEqual([1, 2]);
  });

  it("holds for whom the effects name, wherever the frames do not", async () => {
    const { delivery, log, joined } = deliveryRig();
    const bob = await joined(2, room);
    delivery.publication({ ...log.post(room, 2), effects: { removals: [{ seq: 2, userId: 2 }] } });
    expect(bob.seqs(room)).toEqual([1, 2]);
    expect(bob.removedFromRooms).toEqual([room]);
  });

  it("is not undone by a copy of the batch that comes after a new join", async () => {
    const { delivery, log, joined } = deliveryRig();
    const bob = await joined(2, room);
    const removal = log.append(room, { removes: 2 });
    delivery.publication(removal);
    const again = await joined(2, room);
    delivery.publication(removal);
    delivery.publication(log.post(room));
    expect(bob.seqs(room)).toEqual([1]);
    expect(again.seqs(room)).toEqual([2]);
  });
});

describe("signals", () => {
  it("go to the room's readers but the one they are about", async () => {
    const { delivery, joined } = deliveryRig();
    const [ann, bob] = [await joined(1, room), await joined(2, room)];
    delivery.signal(room, Buffer.from(`{"type":"user_typing","room_id":${room}}`), 1);
    expect(ann.frames.map((frame) => frame.type)).toEqual(["room_joined"]);
    expect(bob.frames.map((frame) => frame.type)).toEqual(["room_joined", "user_typing"]);
  });

  it("are left out for a reader that is behind, whom log frames still reach", async () => {
    const { delivery, log, joined } = deliveryRig();
    const bob = await joined(2, room);
    bob.buffered = 256 * 1024 + 1;
    delivery.signal(room, Buffer.from(`{"type":"user_typing","room_id":${room}}`));
    delivery.publication(log.post(room));
    expect(bob.frames.map((frame) => frame.type)).toEqual(["room_joined", "new_message"]);
  });
});

describe("stopping", () => {
  it("ends waiting joins, all subscriptions and every timer", async () => {
    const { clock, delivery, broker, log, joined, ask } = deliveryRig();
    await joined(1, room);
    log.hold();
    const waiting = ask(new TestReader(2), 8);
    await clock.idle();
    delivery.stop();
    await expect(waiting).rejects.toMatchObject({ code: "unavailable" });
    await expect(ask(new TestReader(3), 9)).rejects.toMatchObject({ code: "unavailable" });
    log.release();
    await clock.idle();
    expect([broker.subscribed.size, clock.timers, delivery.stats().hubs]).toEqual([0, 0, 0]);
  });
});
