import type { Person, ServerFrame } from "@hubbub/ws-protocol";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { crowdSignalMs, crowdSize, maxToldSingly, maxUsersInRoomUsers } from "../limits.ts";
import { PresenceSignals } from "./presence-signals.ts";

const room = 7;
let told: { frame: ServerFrame; except: number | undefined }[];
let signals: PresenceSignals;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  signals = new PresenceSignals({ sendHere: (frame, except) => told.push({ frame, except }) });
});

afterEach(() => {
  signals.close();
  vi.useRealTimers();
});

test("in a small room each is named, and told to the others", () => {
  signals.changed(room, { joined: [person(1)], left: [person(2)], userCount: 3 });
  expect(told).toEqual([
    { frame: { type: "user_joined", room_id: room, user_count: 3, ...person(1) }, except: 1 },
    { frame: { type: "user_left", room_id: room, user_count: 3, ...person(2) }, except: 2 },
  ]);
});

test("in a crowded room all are told together, at most once a second", () => {
  for (let id = 1; id <= 100; id += 1) {
    signals.changed(room, { joined: [person(id)], left: [], userCount: crowdSize + id });
    vi.advanceTimersByTime(crowdSignalMs / 50);
  }
  vi.advanceTimersByTime(crowdSignalMs);
  const frames = told.map(({ frame }) => frame);
  expect(frames).toHaveLength(2);
  expect(frames.flatMap((frame) => (frame.type === "room_users" ? frame.joined : []))).toEqual(
    Array.from({ length: 100 }, (_, i) => person(i + 1)),
  );
  expect(frames.at(-1)).toMatchObject({ user_count: crowdSize + 100 });
});

test("a small room that fills quickly tells the first singly and the rest together", () => {
  for (let id = 1; id <= maxToldSingly + 20; id += 1) {
    signals.changed(room, { joined: [person(id)], left: [], userCount: id });
  }
  expect(told.map(({ frame }) => frame.type)).toEqual(Array(maxToldSingly).fill("user_joined"));
  vi.advanceTimersByTime(crowdSignalMs);
  expect(told.slice(maxToldSingly).map(({ frame }) => frame)).toEqual([
    {
      type: "room_users",
      room_id: room,
      joined: Array.from({ length: 20 }, (_, i) => person(maxToldSingly + i + 1)),
      left: [],
      user_count: maxToldSingly + 20,
    },
  ]);
});

test("one room that fills quickly changes nothing for another, nor for itself once it is quiet", () => {
  const joined = Array.from({ length: maxToldSingly + 1 }, (_, i) => person(i + 1));
  signals.changed(room, { joined, left: [], userCount: joined.length });
  signals.changed(room + 1, { joined: [person(1)], left: [], userCount: 1 });
  expect(told.map(({ frame }) => frame.type)).toEqual(["user_joined"]);
  vi.advanceTimersByTime(crowdSignalMs);
  signals.changed(room, { joined: [], left: [person(1)], userCount: joined.length - 1 });
  expect(told.map(({ frame }) => frame.type)).toEqual(["user_joined", "room_users", "user_left"]);
});

test("who came and went within one signal is not told", () => {
  const userCount = crowdSize + 1;
  signals.changed(room, { joined: [person(1), person(2)], left: [], userCount });
  signals.changed(room, { joined: [], left: [person(1)], userCount });
  vi.advanceTimersByTime(crowdSignalMs);
  expect(told.map(({ frame }) => frame)).toMatchObject([{ joined: [person(2)], left: [] }]);
});

test("a crowd that leaves at once fits in one frame, and the count says the rest", () => {
  const left = Array.from({ length: maxUsersInRoomUsers + 1 }, (_, i) => person(i + 1));
  signals.changed(room, { joined: [], left, userCount: 3 });
  vi.advanceTimersByTime(crowdSignalMs);
  expect(told).toHaveLength(1);
  expect(told[0]?.frame).toMatchObject({ user_count: 3, left: left.slice(0, maxUsersInRoomUsers) });
});

function person(id: number): Person {
  return { user_id: id, username: `u${id}` };
}
