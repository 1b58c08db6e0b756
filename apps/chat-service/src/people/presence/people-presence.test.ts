import { Registry } from "prom-client";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  crowdSize,
  maxPeoplePerPresence,
  maxPeoplePerPresenceRead,
  maxSignalBufferedBytes,
  maxWatchPairs,
  presenceGraceMs,
  presenceSweepMs,
  presenceTellMs,
  presenceTickMs,
} from "../../limits.ts";
import { createMemoryPresence } from "../../presence/memory-presence.ts";
import { createPresenceMetrics } from "../../presence/presence-metrics.ts";
import { createPeopleMetrics } from "../people-metrics.ts";
import { TestRecipient } from "../testing/test-recipient.ts";
import { PeoplePresence, places } from "./people-presence.ts";

const [ada, bob, eve] = [1, 2, 3] as const;
const room = 10;

let rig: ReturnType<typeof start>;
beforeEach(() => {
  vi.useFakeTimers();
  rig = start();
});
afterEach(async () => {
  await rig.people.stop();
  vi.useRealTimers();
});

const later = (ms = presenceTellMs + presenceTickMs) => vi.advanceTimersByTimeAsync(ms);
const states = (socket: TestRecipient) =>
  socket.all("presence").map(({ users }) => users.map(({ user_id, state }) => `${user_id} ${state}`));

describe("a socket", () => {
  test("is told how those are whom it watches, then what changes, and nothing of what does not", async () => {
    const adas = rig.connect(ada);
    rig.people.watch(adas, [bob, eve]);
    await later();
    const bobs = rig.connect(bob);
    await later();
    rig.connect(bob);
    await later();
    rig.people.set(bobs, "away");
    await later(2 * presenceSweepMs);
    expect(states(adas)).toEqual([["2 offline", "3 offline"], ["2 online"]]);
  });

  test("hears at most once a second, all that is news by then", async () => {
    const adas = rig.connect(ada);
    rig.people.watch(adas, [bob, eve]);
    await later();
    const [bobs] = [rig.connect(bob), rig.connect(eve)];
    for (let at = 0; at < 20; at += 1) {
      rig.people.set(bobs, at % 2 === 0 ? "away" : "online");
      await later(presenceTellMs / 10);
    }
    await later();
    expect(states(adas).length).toBeLessThanOrEqual(5);
    expect(states(adas).slice(0, 2)).toEqual([
      ["2 offline", "3 offline"],
      ["2 away", "3 online"],
    ]);
  });

  test("that is behind is told later, of what is true then", async () => {
    const adas = rig.connect(ada);
    rig.people.watch(adas, [bob]);
    await later();
    adas.buffered = maxSignalBufferedBytes + 1;
    const bobs = rig.connect(bob);
    await later();
    rig.people.set(bobs, "away");
    await later();
    adas.buffered = 0;
    await later();
    expect(states(adas)).toEqual([["2 offline"], ["2 away"]]);
  });

  test("is told of very many in several frames, a second apart", async () => {
    const adas = rig.connect(ada);
    const many = Array.from({ length: maxPeoplePerPresence + 20 }, (_, at) => at + 2);
    rig.people.directsRead(ada, many);
    await later(presenceTickMs);
    expect(states(adas).map(({ length }) => length)).toEqual([maxPeoplePerPresence]);
    await later();
    expect(states(adas).map(({ length }) => length)).toEqual([maxPeoplePerPresence, 20]);
  });

  test("that is gone is forgotten, with whom it watched", async () => {
    const adas = rig.connect(ada);
    rig.people.directsRead(ada, [bob]);
    rig.people.watch(adas, [eve]);
    adas.joined.add(room);
    rig.members = [ada, bob, eve];
    rig.people.joined(adas, room);
    await later();
    expect(await rig.watched()).toBe(3);
    rig.people.disconnected(adas);
    await later();
    expect(await rig.watched()).toBe(0);
  });

  test("that has joined a room is told of its members while they are few", async () => {
    const adas = rig.connect(ada);
    rig.members = Array.from({ length: crowdSize + 1 }, (_, at) => at + 1);
    adas.joined.add(room);
    rig.people.joined(adas, room);
    await later();
    expect(states(adas)).toEqual([]);
    rig.members.pop();
    rig.people.membersChanged(room, { added: [bob] });
    await later();
    expect(states(adas)).toEqual([]);
    rig.people.membersChanged(room, { removed: [crowdSize + 1] });
    await later();
    expect(states(adas).flat()).toHaveLength(crowdSize);
  });

  test("is told nothing new of those whom it watches no more, where that was still to be told", async () => {
    const adas = rig.connect(ada);
    rig.people.watch(adas, [bob]);
    await later();
    adas.buffered = maxSignalBufferedBytes + 1;
    rig.connect(bob);
    await later();
    rig.people.watch(adas, [eve]);
    adas.buffered = 0;
    await later();
    expect(states(adas)).toEqual([["2 offline"], ["3 offline"]]);
  });
});

describe("beside instances of the release before, which keep whoever is connected in the first place, and the active in both", () => {
  const person = { user_id: bob, username: "" };

  test("their people are told as they are, and are gone when those are", async () => {
    const { presence } = rig;
    const adas = rig.connect(ada);
    rig.people.watch(adas, [bob]);
    await later();
    for (const place of [places.away, places.active]) presence.enter(place, person);
    await later();
    presence.exit(places.active, bob, "at_once");
    await later();
    presence.enter(places.active, person);
    await later();
    for (const place of [places.active, places.away]) presence.exit(place, bob);
    await later(presenceGraceMs);
    await later();
    expect(states(adas)).toEqual([["2 offline"], ["2 online"], ["2 away"], ["2 online"], ["2 offline"]]);
  });

  test("who has a socket on both is told as the one where somebody sits", async () => {
    const { presence } = rig;
    const adas = rig.connect(ada);
    const bobs = rig.connect(bob);
    rig.people.watch(adas, [bob]);
    for (const place of [places.away, places.active]) presence.enter(place, person);
    rig.people.set(bobs, "away");
    await later();
    for (const place of [places.active, places.away]) presence.exit(place, bob, "at_once");
    await later();
    expect(states(adas)).toEqual([["2 online"], ["2 away"]]);
  });
});

describe("what may fail", () => {
  test("a store that is away keeps what was told, and is asked until it is back", async () => {
    const adas = rig.connect(ada);
    rig.people.watch(adas, [bob]);
    await later();
    rig.isAway = true;
    rig.connect(bob);
    await later(2 * presenceSweepMs);
    expect(states(adas)).toEqual([["2 offline"]]);
    rig.isAway = false;
    await later();
    expect(states(adas)).toEqual([["2 offline"], ["2 online"]]);
  });

  test("a change of which nobody told is found all the same", async () => {
    const adas = rig.connect(ada);
    rig.people.watch(adas, [bob]);
    await later();
    rig.presence.handlers.onChange = () => {};
    rig.connect(bob);
    await later();
    expect(states(adas)).toEqual([["2 offline"]]);
    await later(presenceSweepMs);
    expect(states(adas)).toEqual([["2 offline"], ["2 online"]]);
  });

  test("a look at everybody holds back nothing that changes meanwhile", async () => {
    const adas = rig.connect(ada);
    const last = 3 * maxPeoplePerPresenceRead;
    rig.people.directsRead(
      ada,
      Array.from({ length: last - 1 }, (_, at) => at + 2),
    );
    await later((last / maxPeoplePerPresence + 1) * presenceTellMs);
    expect(states(adas).flat()).toHaveLength(last - 1);
    rig.people.lookAgain();
    rig.connect(last);
    await later(presenceTickMs - 1);
    expect(states(adas).at(-1)).toEqual([`${last} online`]);
  });

  test("blocks that cannot be read are asked for again before anything is told", async () => {
    rig.failing = true;
    const adas = rig.connect(ada);
    rig.people.watch(adas, [bob]);
    await later();
    expect(states(adas)).toEqual([]);
    expect(rig.warnings.length).toBeGreaterThan(0);
    rig.failing = false;
    rig.blocks = [[bob, ada]];
    rig.connect(bob);
    await later();
    expect(states(adas)).toEqual([["2 offline"]]);
  });

  test("when people were here is written again where that failed, the newest", async () => {
    rig.failing = true;
    const adas = rig.connect(ada);
    await later();
    rig.people.disconnected(adas);
    await later(presenceGraceMs + presenceTellMs);
    const leftMs = Date.now();
    rig.failing = false;
    await later();
    expect([...rig.written.keys()]).toEqual([ada]);
    expect(leftMs - (rig.written.get(ada) ?? 0)).toBeLessThanOrEqual(2 * presenceTellMs);
  });
});

test("ten thousand in one room, a hundred of whom come and go, are told to who watches them and nobody else", async () => {
  const adas = rig.connect(ada);
  rig.people.watch(adas, [2, 3]);
  rig.members = Array.from({ length: 10_000 }, (_, at) => at + 1);
  const sockets = rig.members.slice(1).map((userId) => {
    const socket = rig.connect(userId);
    socket.joined.add(room);
    rig.people.joined(socket, room);
    return socket;
  });
  await later();
  const before = sockets.map((socket) => socket.frames.length);
  for (const socket of sockets.slice(0, 100)) rig.people.set(socket, "away");
  await later();
  expect(sockets.map((socket) => socket.frames.length)).toEqual(before);
  expect(states(adas).at(-1)).toEqual(["2 away", "3 away"]);
});

test("pairs of watchers and watched are bounded, and what is over is counted", async () => {
  const each = maxWatchPairs / 100;
  for (let at = 0; at < 101; at += 1) {
    rig.connect(at + 1);
    rig.people.directsRead(
      at + 1,
      Array.from({ length: each }, (_, id) => id + 1),
    );
  }
  expect(await rig.dropped("watched_people")).toBe(each);
  expect(await rig.pairs()).toBe(maxWatchPairs);
});

function start() {
  const registry = new Registry();
  const metrics = createPeopleMetrics(registry);
  const presence = createMemoryPresence({ metrics: createPresenceMetrics(new Registry()) });
  const metric = async (name: string, labels: object = {}) => {
    const { values } = await registry.getSingleMetric(name)!.get();
    return values.find((value) => Object.entries(labels).every(([label, is]) => value.labels[label] === is))?.value;
  };
  const given = {
    presence,
    isAway: false,
    failing: false,
    members: [] as number[],
    blocks: [] as [number, number][],
    written: new Map<number, number>(),
    warnings: [] as string[],
    watched: () => metric("watched_people"),
    pairs: () => metric("watched_people_pairs"),
    dropped: (reason: string) => metric("activity_dropped_total", { reason }),
    connect(userId: number) {
      const socket = new TestRecipient(userId);
      people.connected(socket);
      return socket;
    },
  };
  const orFail = async <Value>(value: () => Value): Promise<Value> => {
    if (given.failing) throw new Error("Postgres is away");
    return value();
  };
  const people = new PeoplePresence({
    presence: {
      enter: (...entered) => presence.enter(...entered),
      exit: (...exited) => presence.exit(...exited),
      among: async (placeId, userIds) => (given.isAway ? undefined : presence.among(placeId, userIds)),
    },
    readMembers: (roomIds, limit) => orFail(() => roomIds.map(() => given.members.slice(0, limit + 1))),
    readBlocks: () => orFail(() => given.blocks),
    lastSeen: {
      read: async () => given.written,
      write: (seen) => orFail(() => seen.forEach(({ userId, atMs }) => given.written.set(userId, atMs))),
    },
    metrics,
    warn: (_, message) => given.warnings.push(message),
  });
  presence.handlers = { onChange: (...change) => people.changed(...change), announce() {} };
  return Object.assign(given, { people });
}
