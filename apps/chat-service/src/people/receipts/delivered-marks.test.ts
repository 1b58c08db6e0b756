import { Registry } from "prom-client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { deliveredRetryMs, maxDeliveredMarksPerQuery, maxWaitingDeliveredMarks } from "../../limits.ts";
import { createPeopleMetrics } from "../people-metrics.ts";
import { DeliveredMarks } from "./delivered-marks.ts";

type Outcome = "moved" | "stands" | "locked";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** `answer` says what becomes of the n-th write's marks; an Error fails it. */
function scenario(answer: (write: number) => Outcome | Error = () => "moved") {
  const writes: [roomId: number, seq: number][][] = [];
  const told: [roomId: number, seq: number][] = [];
  const warnings: string[] = [];
  const metrics = createPeopleMetrics(new Registry());
  const marks = new DeliveredMarks({
    metrics,
    move: async (batch) => {
      writes.push(batch.map(({ roomId, seq }) => [roomId, seq]));
      const outcome = answer(writes.length);
      if (outcome instanceof Error) throw outcome;
      return batch.map(() => outcome);
    },
    moved: ({ roomId, seq }) => told.push([roomId, seq]),
    warn: (_, message) => warnings.push(message),
  });
  const add = (roomId: number, seq: number) => marks.add({ roomId, userId: 1, seq, authorId: 2 });
  return { marks, metrics, add, writes, told, warnings };
}

const later = () => vi.advanceTimersByTimeAsync(10 * deliveredRetryMs);

test("of one room's marks only the furthest is written, whatever their order", async () => {
  const { add, writes, told } = scenario();
  for (const seq of [2, 5, 3]) add(7, seq);
  add(8, 1);
  await later();
  expect(writes).toEqual([
    [
      [7, 5],
      [8, 1],
    ],
  ]);
  expect(told).toEqual(writes[0]);
});

test("nobody is told of a mark that stood as far already", async () => {
  const { add, told } = scenario(() => "stands");
  add(7, 5);
  await later();
  expect(told).toEqual([]);
});

test.each(["locked" as const, new Error("Postgres is away")])("after %s it is tried again", async (trouble) => {
  const { marks, add, writes, told, warnings } = scenario((write) => (write < 4 ? trouble : "moved"));
  add(7, 5);
  await later();
  expect(writes).toHaveLength(4);
  expect(told).toEqual([[7, 5]]);
  expect(warnings.length).toBeLessThanOrEqual(1);
  expect(marks.waiting).toBe(0);
});

test("what waits is bounded, and goes out in queries of a bounded size", async () => {
  const { add, writes, metrics } = scenario();
  for (let roomId = 0; roomId < maxWaitingDeliveredMarks + 3; roomId += 1) add(roomId, 1);
  const { values } = await metrics.dropped.get();
  expect(values.find(({ labels }) => labels.reason === "delivered_marks")?.value).toBe(3);
  await later();
  expect(Math.max(...writes.map(({ length }) => length))).toBe(maxDeliveredMarksPerQuery);
  expect(writes.flat()).toHaveLength(maxWaitingDeliveredMarks);
});

test("what waits at the end is still written", async () => {
  const { marks, add, told } = scenario();
  add(7, 5);
  await marks.stop();
  expect(told).toEqual([[7, 5]]);
  expect(vi.getTimerCount()).toBe(0);
});
