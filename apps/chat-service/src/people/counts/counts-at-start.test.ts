import { Registry } from "prom-client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  countsAtStartDelayMs,
  maxCountsAtStart,
  maxPlacesPerCountsRead,
  maxSignalBufferedBytes,
} from "../../limits.ts";
import { createPeopleMetrics, type PeopleMetrics } from "../people-metrics.ts";
import { TestRecipient } from "../testing/test-recipient.ts";
import { CountsAtStart } from "./counts-at-start.ts";
import type { PlaceOfPerson } from "./place-counts.ts";

const [ada, bob] = [1, 2];
const [general, quiet] = [10, 11];

let reads: (readonly PlaceOfPerson[])[];
let warnings: string[];
let metrics: PeopleMetrics;
beforeEach(() => {
  vi.useFakeTimers();
  [reads, warnings, metrics] = [[], [], createPeopleMetrics(new Registry())];
});
afterEach(() => void vi.useRealTimers());

/** Everybody has as much unread in a room as its number says, and nothing in `quiet`. */
function countsAtStart(readMs = 0): CountsAtStart {
  return new CountsAtStart({
    readCounts: async (places) => {
      reads.push(places);
      await new Promise((resolve) => setTimeout(resolve, readMs));
      return places.map((place) => ({ ...place, unread: place.roomId === quiet ? 0 : place.roomId, mentions: 1 }));
    },
    metrics,
    warn: (_, message) => warnings.push(message),
  });
}

const soon = (ms = countsAtStartDelayMs + 1) => vi.advanceTimersByTimeAsync(ms);
const told = (socket: TestRecipient) => socket.all("room_counts").map(({ rooms }) => rooms);
const dropped = async (reason: string) =>
  (await metrics.dropped.get()).values.find(({ labels }) => labels.reason === reason)?.value;

test("a socket that has come is told of the rooms with something unread, all in one frame", async () => {
  const counts = countsAtStart();
  const socket = new TestRecipient(ada);
  counts.add(socket, [general, quiet, 12]);
  await soon();
  expect(told(socket)).toEqual([
    [
      { room_id: general, unread_count: 10, mention_count: 1 },
      { room_id: 12, unread_count: 12, mention_count: 1 },
    ],
  ]);
  expect(counts.waiting).toBe(0);
});

test("nothing is counted of rooms that it has joined by then, nor asked where none are left", async () => {
  const counts = countsAtStart();
  const socket = new TestRecipient(ada);
  counts.add(socket, [general]);
  socket.joined.add(general);
  await soon();
  expect([reads, told(socket)]).toEqual([[], []]);
});

test("a room that is joined while it is counted is left to the log", async () => {
  const counts = countsAtStart(50);
  const socket = new TestRecipient(ada);
  counts.add(socket, [general, 12]);
  await soon();
  socket.joined.add(general);
  await soon(50);
  expect(told(socket)).toEqual([[{ room_id: 12, unread_count: 12, mention_count: 1 }]]);
});

test("two sockets of one person are counted once, and each hears of its own rooms", async () => {
  const counts = countsAtStart();
  const [phone, desk] = [new TestRecipient(ada), new TestRecipient(ada)];
  counts.add(phone, [general]);
  counts.add(desk, [general, 12]);
  await soon();
  expect(reads.map((places) => places.length)).toEqual([2]);
  expect([phone, desk].map((socket) => told(socket)[0]?.map(({ room_id }) => room_id))).toEqual([
    [general],
    [general, 12],
  ]);
});

test("many who come at once are few queries, each after a rest as long as the one before it took", async () => {
  const counts = countsAtStart(1_000);
  const sockets = Array.from({ length: maxPlacesPerCountsRead + 1 }, (_, index) => new TestRecipient(index + 1));
  for (const socket of sockets) counts.add(socket, [general]);
  await soon();
  expect(reads.map((places) => places.length)).toEqual([maxPlacesPerCountsRead]);
  await soon(1_000 + 900);
  expect(reads).toHaveLength(1);
  await soon(100 + countsAtStartDelayMs);
  expect(reads.map((places) => places.length)).toEqual([maxPlacesPerCountsRead, 1]);
  await soon(1_000);
  expect(sockets.filter((socket) => told(socket).length === 1)).toHaveLength(sockets.length);
});

test("who is gone is not counted, and who is behind is told nothing", async () => {
  const counts = countsAtStart();
  const [gone, behind] = [new TestRecipient(ada), new TestRecipient(bob)];
  counts.add(gone, [general]);
  counts.add(behind, [general]);
  counts.forget(gone);
  expect(counts.waiting).toBe(1);
  behind.buffered = maxSignalBufferedBytes + 1;
  await soon();
  expect(reads).toEqual([[{ roomId: general, userId: bob, username: "user-2" }]]);
  expect([told(gone), told(behind), await dropped("slow_socket")]).toEqual([[], [], 1]);
});

test("a read that fails is warned of, and the next who comes is told", async () => {
  const counts = countsAtStart();
  const failing = new CountsAtStart({
    readCounts: async () => await Promise.reject(new Error("Postgres is away")),
    metrics,
    warn: (_, message) => warnings.push(message),
  });
  failing.add(new TestRecipient(ada), [general]);
  await soon();
  expect(warnings).toHaveLength(1);
  failing.add(new TestRecipient(ada), [general]);
  await soon();
  expect(warnings).toHaveLength(2);
  counts.stop();
});

test("past its bound nobody more is counted, and nothing after the end", async () => {
  const counts = countsAtStart();
  const rooms = Array.from({ length: maxPlacesPerCountsRead }, (_, index) => index + 1);
  for (let places = 0; places < maxCountsAtStart; places += rooms.length) counts.add(new TestRecipient(ada), rooms);
  counts.add(new TestRecipient(bob), [general]);
  expect([counts.waiting, await dropped("counts_at_start")]).toEqual([maxCountsAtStart, 1]);
  counts.stop();
  counts.add(new TestRecipient(bob), [general]);
  await soon(60_000);
  expect([counts.waiting, reads]).toEqual([0, []]);
});
