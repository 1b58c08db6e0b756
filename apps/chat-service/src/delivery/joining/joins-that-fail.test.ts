import { AppError } from "@hubbub/errors";
import { describe, expect, it } from "vitest";
import { deliveryRig } from "../testing/delivery-rig.ts";
import { TestReader } from "../testing/test-reader.ts";

const room = 7;

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
