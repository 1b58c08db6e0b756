import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answerTimeoutMs } from "../../limits.ts";
import { AnswerWatch } from "./answer-watch.ts";

let givenUp: Error[];
let watch: AnswerWatch;

beforeEach(() => {
  vi.useFakeTimers();
  givenUp = [];
  watch = new AnswerWatch((error) => givenUp.push(error));
});
afterEach(() => vi.useRealTimers());

function ask(): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const watched = watch.over(promise);
  return () => {
    resolve();
    return watched;
  };
}

test("who does not answer is given up, that long after the question", () => {
  vi.advanceTimersByTime(answerTimeoutMs - 1);
  ask();
  vi.advanceTimersByTime(answerTimeoutMs - 1);
  expect(givenUp).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(givenUp.map(({ message }) => message)).toEqual([`Postgres did not answer within ${answerTimeoutMs} ms`]);
});

test("who is asked nothing, or has answered, is not; and is watched again once asked", async () => {
  vi.advanceTimersByTime(2 * answerTimeoutMs);
  await ask()();
  vi.advanceTimersByTime(2 * answerTimeoutMs);
  expect(givenUp).toEqual([]);
  ask();
  vi.advanceTimersByTime(answerTimeoutMs);
  expect(givenUp).toHaveLength(1);
});

test("one answer of two is not enough", async () => {
  const answerFirst = ask();
  ask();
  await answerFirst();
  vi.advanceTimersByTime(answerTimeoutMs);
  expect(givenUp).toHaveLength(1);
});

test("once stopped it gives up nobody", () => {
  ask();
  watch.stop();
  vi.advanceTimersByTime(2 * answerTimeoutMs);
  expect(givenUp).toEqual([]);
});
