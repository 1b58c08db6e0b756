import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { newcomerWaitMs } from "../../limits.ts";
import { Newcomers } from "./newcomers.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setImmediate"] }));
afterEach(() => void vi.useRealTimers());

/** A database that answers when it is told to. */
function start() {
  const queries: { readonly userIds: readonly number[]; readonly answer: PromiseWithResolvers<void> }[] = [];
  const warnings: string[] = [];
  const newcomers = new Newcomers({
    admit(userIds) {
      const answer = Promise.withResolvers<void>();
      queries.push({ userIds, answer });
      return answer.promise;
    },
    warn: (_, message) => warnings.push(message),
  });
  return { newcomers, queries, warnings };
}

const nextTurn = () => vi.advanceTimersByTimeAsync(0);

test("whom this instance has met costs nothing", async () => {
  const { newcomers, queries } = start();
  const met = newcomers.meet(1);
  await nextTurn();
  queries[0]?.answer.resolve();
  await met;
  expect(newcomers.meet(1)).toBeUndefined();
  expect(newcomers.known).toBe(1);
  expect(queries).toHaveLength(1);
});

test("those who come together, or while others are looked up, are one query", async () => {
  const { newcomers, queries } = start();
  const met = Promise.all([1, 2, 1, 3].map(async (userId) => newcomers.meet(userId)));
  await nextTurn();
  const later = Promise.all([3, 4, 5].map(async (userId) => newcomers.meet(userId)));
  await nextTurn();
  expect(queries.map(({ userIds }) => userIds)).toEqual([[1, 2, 3]]);
  queries[0]?.answer.resolve();
  await met;
  await nextTurn();
  expect(queries.map(({ userIds }) => userIds)).toEqual([
    [1, 2, 3],
    [3, 4, 5],
  ]);
  queries[1]?.answer.resolve();
  await later;
});

test("nobody is kept out because the database fails, and the next request tries again", async () => {
  const { newcomers, queries, warnings } = start();
  for (const tries of [1, 2]) {
    const met = newcomers.meet(1);
    await nextTurn();
    queries.at(-1)?.answer.reject(new Error("away"));
    await expect(met).resolves.toBeUndefined();
    expect(queries).toHaveLength(tries);
  }
  expect(warnings).toHaveLength(1);
});

test("nobody waits long for a database that does not answer", async () => {
  const { newcomers, queries } = start();
  const met = newcomers.meet(1);
  await vi.advanceTimersByTimeAsync(newcomerWaitMs);
  await expect(met).resolves.toBeUndefined();
  queries[0]?.answer.resolve();
  await nextTurn();
  expect(newcomers.meet(1)).toBeUndefined();
});
