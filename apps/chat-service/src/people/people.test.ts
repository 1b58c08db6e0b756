import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { PersonPublication } from "../broker/broker.ts";
import {
  activityIntervalMs,
  maxSignalBufferedBytes,
  maxPeoplePerMembershipRead,
  membershipRetryMs,
} from "../limits.ts";
import type { CommittedBatch } from "../room-log/events/committed-batch.ts";
import { PeopleRig } from "./testing/people-rig.ts";

const [ada, bob] = [1, 2];
const [general, quiet, direct] = [10, 11, 12];
const longMs = 5 * activityIntervalMs;

let rig: PeopleRig;
beforeEach(() => {
  vi.useFakeTimers();
  rig = new PeopleRig();
});
afterEach(() => vi.useRealTimers());

const settle = () => vi.advanceTimersByTimeAsync(1);
const later = (ms = longMs) => vi.advanceTimersByTimeAsync(ms);

function directMessage(seq: number, author?: { userId: number; seq: number }): Partial<PersonPublication> {
  const frame = Buffer.from(JSON.stringify({ type: "new_message", room_id: direct, seq }));
  return { frames: [frame], effects: { message: { seq, ...(author === undefined ? {} : { author }) } } };
}

/** Of ada's to bob, in the thread of the first message. */
function directReply(seq: number): CommittedBatch {
  const body = { username: "ada", content: "A reply", thread_seq: 1 };
  const frame = { type: "new_message", room_id: direct, seq, thread_seq: 1 };
  const batch = { roomId: direct, directUserIds: [ada, bob], firstSeq: seq, lastSeq: seq, effects: {} };
  const events = [{ kind: "message", roomId: direct, seq, actorId: ada, body }];
  return { ...batch, events, frames: [Buffer.from(JSON.stringify(frame))] } as unknown as CommittedBatch;
}

describe("a new socket", () => {
  test("is told of its unread rooms, once its person's channel is subscribed", async () => {
    const subscribed = Promise.withResolvers<void>();
    rig.confirmSubscription = subscribed.promise;
    rig.member(ada, general, 3);
    rig.member(ada, quiet);
    rig.heads.set(general, 7);
    const socket = rig.connect(ada);
    await settle();
    expect(rig.reads).toEqual([]);
    subscribed.resolve();
    await settle();
    expect(socket.told).toEqual([[[general, 7]]]);
  });

  test("is told by itself: the person's other sockets know", async () => {
    rig.member(ada, general);
    rig.heads.set(general, 1);
    const first = rig.connect(ada);
    await later();
    const second = rig.connect(ada);
    await later();
    expect([first.told, second.told]).toEqual([[[[general, 1]]], [[[general, 1]]]]);
  });

  test("ten thousand cost few reads", async () => {
    for (let userId = 1; userId <= 10_000; userId += 1) rig.connect(userId);
    await later(500);
    expect(rig.reads).toHaveLength(10_000 / maxPeoplePerMembershipRead);
  });

  test("a read that fails is repeated", async () => {
    rig.prompt = false;
    rig.member(ada, general);
    rig.heads.set(general, 1);
    const socket = rig.connect(ada);
    await settle();
    rig.reads[0]?.fail();
    await later(membershipRetryMs + 10);
    rig.reads[1]?.finish();
    await settle();
    expect(socket.told).toEqual([[[general, 1]]]);
    expect(rig.warnings).toHaveLength(1);
  });

  test("what is marked while its rooms are read is not forgotten", async () => {
    rig.prompt = false;
    rig.member(ada, general);
    const socket = rig.connect(ada);
    await settle();
    rig.people.heard([{ roomId: general, lastSeq: rig.post(general) }]);
    rig.reads[0]?.finish();
    await later();
    expect(socket.told).toEqual([[[general, 1]]]);
  });
});

describe("a message in a room that a socket has not joined", () => {
  test("is told once, with others of that second, and not to those who have joined", async () => {
    for (const userId of [ada, bob]) rig.member(userId, general);
    const [adas, joined, bobs] = [rig.connect(ada), rig.connect(ada), rig.connect(bob)];
    joined.joined.add(general);
    await settle();
    rig.people.heard([{ roomId: general, lastSeq: 4 }]);
    rig.people.heard([{ roomId: general, lastSeq: 5 }]);
    rig.people.heard([{ roomId: general, lastSeq: 3 }]);
    await later();
    rig.people.heard([{ roomId: general, lastSeq: 5 }]);
    await later();
    expect([adas.told, bobs.told, joined.told]).toEqual([[[[general, 5]]], [[[general, 5]]], []]);
  });

  test("waits for a socket that is behind, and is the newest then", async () => {
    rig.member(ada, general);
    const socket = rig.connect(ada);
    await settle();
    socket.buffered = maxSignalBufferedBytes + 1;
    rig.people.heard([{ roomId: general, lastSeq: 1 }]);
    await later();
    rig.people.heard([{ roomId: general, lastSeq: 2 }]);
    await later();
    expect(socket.told).toEqual([]);
    socket.buffered = 0;
    await later();
    expect(socket.told).toEqual([[[general, 2]]]);
  });

  test("that came while the broker was away is read when it returns", async () => {
    rig.member(ada, general);
    const socket = rig.connect(ada);
    await settle();
    rig.post(general);
    rig.people.brokerState("away");
    rig.people.brokerState("up");
    await later();
    expect(socket.told).toEqual([[[general, 1]]]);
  });
});

describe("a direct message", () => {
  beforeEach(async () => {
    rig.directs.set(direct, [ada, bob]);
    for (const userId of [ada, bob]) rig.member(userId, direct);
  });

  test("goes to the sockets that have not joined the room; its mark is no news then", async () => {
    const [joined, other] = [rig.connect(bob), rig.connect(bob)];
    joined.joined.add(direct);
    await settle();
    rig.receive(bob, direct, directMessage(1, { userId: ada, seq: 1 }));
    rig.people.heard([{ roomId: direct, lastSeq: 1 }]);
    await later();
    expect(other.all("new_message").map(({ seq }) => seq)).toEqual([1]);
    expect([joined.all("new_message"), joined.told, other.told]).toEqual([[], [], []]);
  });

  test("is not handed to a socket that is behind; that hears of it later", async () => {
    const [quick, slow] = [rig.connect(bob), rig.connect(bob)];
    await settle();
    slow.buffered = maxSignalBufferedBytes + 1;
    rig.receive(bob, direct, directMessage(1));
    slow.buffered = 0;
    await later();
    expect([slow.all("new_message"), slow.told]).toEqual([[], [[[direct, 1]]]]);
    expect([quick.all("new_message").length, quick.told]).toEqual([1, []]);
  });

  test("that this instance sent is not handed over again when it comes back from the broker", async () => {
    const socket = rig.connect(bob);
    await settle();
    rig.people.tell({
      userId: bob,
      roomId: direct,
      to: "sockets_not_joined",
      effects: {},
      frames: [],
      ...directMessage(1),
    });
    for (const publication of rig.published) rig.people.receive(publication);
    expect(socket.all("new_message")).toHaveLength(1);
  });

  test("counts as delivered once a socket has it, also one that joined; the author hears of the furthest", async () => {
    const socket = rig.connect(bob);
    await settle();
    socket.joined.add(direct);
    for (const seq of [1, 2, 3]) rig.receive(bob, direct, directMessage(seq, { userId: ada, seq }));
    expect(rig.delivered).toEqual([]);
    await later();
    expect(rig.delivered).toEqual([{ roomId: direct, userId: bob, seq: 3, authorId: ada }]);
    expect(rig.published.map(({ userId, to, frames }) => [userId, to, String(frames[0])])).toEqual([
      [
        ada,
        "every_socket",
        JSON.stringify({ type: "delivery_receipt", room_id: direct, user_id: bob, last_delivered_seq: 3 }),
      ],
    ]);
  });

  test("is not delivered where nobody is connected, or all are behind", async () => {
    rig.receive(bob, direct, directMessage(1, { userId: ada, seq: 1 }));
    const socket = rig.connect(bob);
    await settle();
    socket.buffered = maxSignalBufferedBytes + 1;
    rig.receive(bob, direct, directMessage(2, { userId: ada, seq: 2 }));
    await later();
    expect(rig.delivered).toEqual([]);
  });

  test("whoever connects has what was written before", async () => {
    rig.heads.set(direct, 5);
    rig.connect(bob);
    await later(500);
    expect(rig.delivered).toEqual([{ roomId: direct, userId: bob, seq: 5, authorId: ada }]);
  });

  test("that stands in a thread alone comes to all sockets, and is nothing new in the room", async () => {
    rig.heads.set(direct, 1);
    rig.member(bob, direct, 1);
    const socket = rig.connect(bob);
    await later();
    rig.people.committed(directReply(2));
    const other = rig.connect(bob);
    await later();
    expect(socket.all("new_message").map(({ seq }) => seq)).toEqual([2]);
    expect(other.told).toEqual([]);
    rig.people.heard([{ roomId: direct, lastSeq: 3 }]);
    await later();
    expect(other.told).toEqual([[[direct, 3]]]);
  });
});

describe("membership", () => {
  test("who is added hears of the room, and of its messages from then on", async () => {
    const socket = rig.connect(ada);
    await settle();
    rig.member(ada, general, 6);
    rig.heads.set(general, 6);
    rig.receive(ada, general, { effects: { membership: "added" } });
    await settle();
    rig.people.heard([{ roomId: general, lastSeq: 7 }]);
    await later();
    expect(socket.told).toEqual([[[general, 6]], [[general, 7]]]);
  });

  test("who is removed hears of the room no more, also if what is being read still shows it", async () => {
    rig.member(ada, general);
    const socket = rig.connect(ada);
    await later();
    rig.prompt = false;
    rig.connect(ada);
    await settle();
    rig.members.get(ada)?.delete(general);
    rig.receive(ada, general, { effects: { membership: "removed" } });
    rig.reads.at(-1)?.finish();
    rig.people.heard([{ roomId: general, lastSeq: 1 }]);
    await later();
    expect(socket.told).toEqual([]);
  });

  test("nothing is kept of who is gone", async () => {
    rig.member(ada, general);
    const [first, second] = [rig.connect(ada), rig.connect(ada)];
    await settle();
    rig.people.heard([{ roomId: general, lastSeq: 1 }]);
    rig.people.remove(first);
    rig.people.remove(first);
    expect(rig.subscribed).toEqual(new Set([ada]));
    rig.people.remove(second);
    expect(rig.subscribed).toEqual(new Set());
    await later();
    expect([first.told, second.told]).toEqual([[], []]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("a broadcast", () => {
  test("reaches every socket that keeps up, in order, without one long turn", async () => {
    const sockets = Array.from({ length: 1_200 }, (_, index) => rig.connect(index % 600));
    sockets[7]!.buffered = maxSignalBufferedBytes + 1;
    const frame = (id: string) => Buffer.from(JSON.stringify({ type: "broadcast", id }));
    rig.people.broadcast(frame("1"));
    expect(sockets.filter(({ frames }) => frames.length > 0).length).toBeLessThan(600);
    rig.people.broadcast(frame("2"));
    await later();
    for (const [index, socket] of sockets.entries()) {
      expect(socket.all("broadcast").map(({ id }) => id)).toEqual(index === 7 ? [] : ["1", "2"]);
    }
  });
});

test("what goes to a person's sockets is counted by what it says", async () => {
  rig.connect(bob);
  await settle();
  for (const type of ["read_moved", "room_counts", "thread_activity"]) {
    rig.receive(bob, general, {
      to: "every_socket",
      frames: [Buffer.from(JSON.stringify({ type, room_id: general }))],
    });
  }
  const { values } = await rig.metrics.frames.get();
  expect(values.filter(({ value }) => value > 0).map(({ labels, value }) => [labels.frame, value])).toEqual([
    ["receipt", 1],
    ["room_counts", 1],
    ["thread_activity", 1],
  ]);
});
