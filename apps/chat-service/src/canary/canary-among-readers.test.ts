import { expect, test } from "vitest";
import { deliveryRig } from "../delivery/testing/delivery-rig.ts";
import { RoomFollower } from "../delivery/room-follower.ts";
import { canaryLossMs, canaryRetryMs } from "../limits.ts";
import { canaryRoomId } from "../room-log/canary-room-id.ts";
import { decodeCanary, encodeCanary } from "./canary-message.ts";
import { CanaryWatch } from "./canary-watch.ts";

/** A watch on what delivery gives a follower, of a log and a broker that do what the test says. */
async function scenario() {
  const rig = deliveryRig();
  const { clock, delivery, log } = rig;
  const counts = { lost: 0, duplicate: 0, reordered: 0 };
  const count = (what: keyof typeof counts) => () => void (counts[what] += 1);
  const watch = new CanaryWatch({
    lost: count("lost"),
    duplicate: count("duplicate"),
    reordered: count("reordered"),
  });
  let came = 0;
  const follower = new RoomFollower({
    delivery,
    roomId: canaryRoomId,
    retryMs: canaryRetryMs,
    onJoined: (joined) => watch.joined(joined),
    onFrame: (frame) => {
      came += 1;
      watch.take({ seq: frame.seq, canary: frame.type === "new_message" ? decodeCanary(frame.content) : undefined });
    },
    onFailed: () => undefined,
  });
  void follower.start();
  await clock.idle();
  let number = 0;
  /** The publication, for the broker to bring or to lose. */
  const send = () => log.append(canaryRoomId, { text: encodeCanary({ sender: "a", number: ++number, sentUs: 1 }) });
  /** Each second the log is looked at. */
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 1_000) {
      await clock.pass(1_000);
      const read = await log.readHeads([canaryRoomId]).catch(() => undefined);
      watch.look(read?.epoch === follower.epoch ? read?.heads.get(canaryRoomId) : undefined, clock.now());
    }
  };
  return { ...rig, counts, came: () => came, send, pass };
}
const nothing = { lost: 0, duplicate: 0, reordered: 0 };

test("what the broker loses, repeats or turns round is healed before it is told", async () => {
  const { delivery, counts, came, send, pass } = await scenario();
  const [first, , third] = [send(), send(), send()];
  delivery.publication(third);
  delivery.publication(first);
  delivery.publication(first);
  await pass(3 * canaryLossMs);
  send();
  await pass(3 * canaryLossMs);
  expect(came()).toBe(4);
  expect(counts).toEqual(nothing);
});

test("an outage of Postgres, however long, counts nothing", async () => {
  const { log, counts, came, send, pass } = await scenario();
  send();
  log.failure = new Error("away");
  await pass(5 * canaryLossMs);
  log.failure = undefined;
  send();
  await pass(2 * canaryLossMs);
  expect(came()).toBe(2);
  expect(counts).toEqual(nothing);
});

test("a log that was restored begins again, and counts nothing", async () => {
  const { log, counts, came, send, pass } = await scenario();
  for (let i = 0; i < 5; i += 1) send();
  await pass(5_000);
  log.restore(canaryRoomId, 2, "epoch-2");
  await pass(5_000);
  for (let i = 0; i < 5; i += 1) send();
  await pass(2 * canaryLossMs);
  expect(came()).toBe(10);
  expect(counts).toEqual(nothing);
});

test("what healing does not bring is lost", async () => {
  const { log, counts, came, send, pass } = await scenario();
  const readHoles = log.readHoles.bind(log);
  log.readHoles = async () => new Map();
  send();
  send();
  await pass(2 * canaryLossMs);
  expect(counts).toEqual({ ...nothing, lost: 2 });
  log.readHoles = readHoles;
  await pass(2 * canaryLossMs);
  expect(came()).toBe(2);
  expect(counts).toEqual({ ...nothing, lost: 2 });
});
