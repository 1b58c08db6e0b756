import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { appendDeadlineMs, maxBatchItems, maxQueuedBytes, maxQueuedItems } from "../../limits.ts";
import { toAppendItem } from "./append-item.ts";
import type { QueuedWrite } from "./queued-write.ts";
import { by, person } from "../testing/commands.ts";
import { WriteQueue } from "./write-queue.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const appended = { roomId: 1, seq: 1, createdAt: new Date(0), duplicate: false, clientMsgId: "x" };

function write(name: string, { roomId = 1, bytes = 100 } = {}) {
  const command = by(person(1), roomId).post(name);
  const answers: string[] = [];
  const queued: QueuedWrite = {
    item: toAppendItem(command, name),
    command,
    clientMsgId: name,
    bytes,
    deadlineMs: performance.now() + appendDeadlineMs,
    followed: undefined,
    resolve: () => answers.push("done"),
    reject: (error) => answers.push(error.code),
  };
  return { queued, answers };
}

function fill(queue: WriteQueue, names: readonly string[], roomId = 1) {
  return names.map((name) => {
    const one = write(name, { roomId });
    queue.add(one.queued);
    return one;
  });
}

const names = (batch: readonly QueuedWrite[] | undefined) => batch?.map(({ clientMsgId }) => clientMsgId);

test("batches are taken in order, bounded in number and bytes", () => {
  const queue = new WriteQueue();
  fill(
    queue,
    Array.from({ length: maxBatchItems + 1 }, (_, i) => `${i}`),
  );
  expect(queue.take()).toHaveLength(maxBatchItems);
  expect(names(queue.take())).toEqual([`${maxBatchItems}`]);
  expect(queue.take()).toBeUndefined();
  for (const name of ["a", "b"]) queue.add(write(name, { bytes: 3 * 1024 * 1024 }).queued);
  expect(names(queue.take())).toEqual(["a"]);
});

test("what was put back comes first and in its groups", () => {
  const queue = new WriteQueue();
  fill(queue, ["a", "b", "c", "d"]);
  const batch = queue.take() ?? [];
  fill(queue, ["e"]);
  queue.putBack(batch.slice(0, 2), batch.slice(2));
  expect(names(queue.take())).toEqual(["a", "b"]);
  expect(names(queue.take())).toEqual(["c", "d"]);
  expect(names(queue.take())).toEqual(["e"]);
});

test("what waits longer than its deadline is unavailable, wherever it is, and is not taken any more", () => {
  const queue = new WriteQueue();
  const [taken, waiting] = fill(queue, ["taken", "waiting"]);
  const batch = queue.take() ?? [];
  queue.putBack(batch);
  vi.advanceTimersByTime(1_000);
  const [later] = fill(queue, ["later"]);
  vi.advanceTimersByTime(appendDeadlineMs - 1_000);
  expect([taken?.answers, waiting?.answers, later?.answers]).toEqual([["unavailable"], ["unavailable"], []]);
  expect(queue.items).toBe(1);
  expect(names(queue.take())).toEqual(["later"]);
  // The answer that comes too late goes to nobody.
  if (taken !== undefined) queue.resolve(taken.queued, appended);
  expect(taken?.answers).toEqual(["unavailable"]);
});

test("a room that is put aside keeps its order and lets the others through", () => {
  const queue = new WriteQueue();
  fill(queue, ["a1", "a2"]);
  fill(queue, ["b1"], 2);
  const batch = queue.take() ?? [];
  fill(queue, ["a3"]);
  fill(queue, ["b2"], 2);
  queue.putAside(batch, [1]);
  expect(names(queue.take())).toEqual(["b1"]);
  expect(names(queue.take())).toEqual(["b2"]);
  expect(queue.take()).toBeUndefined();
  expect(queue.asideRooms).toEqual([1]);
  fill(queue, ["a4"]);
  queue.release(1);
  expect(names(queue.take())).toEqual(["a1", "a2", "a3"]);
  expect(names(queue.take())).toEqual(["a4"]);
});

test("a full queue refuses, in number and in bytes, until something is answered", () => {
  const queue = new WriteQueue();
  const all = fill(
    queue,
    Array.from({ length: maxQueuedItems }, (_, i) => `${i}`),
  );
  const refused = expect.objectContaining({ code: "overloaded", retryAfterMs: 1_000 });
  expect(() => queue.add(write("one more").queued)).toThrow(refused);
  for (const { queued } of all) queue.resolve(queued, appended);
  expect([queue.items, queue.bytes]).toEqual([0, 0]);
  queue.add(write("large", { bytes: maxQueuedBytes }).queued);
  expect(() => queue.add(write("small", { bytes: 1 }).queued)).toThrow(refused);
});
