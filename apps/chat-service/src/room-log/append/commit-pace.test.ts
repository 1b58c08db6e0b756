import { beforeEach, expect, test } from "vitest";
import { fullBatchItems, gatheringItems } from "../../limits.ts";
import { CommitPace } from "./commit-pace.ts";

const intervalMs = 3;
let pace: CommitPace;
let nowMs: number;

beforeEach(() => {
  pace = new CommitPace(intervalMs);
  nowMs = 1_000;
});

/** Half a second of commits of `items` each, `gapMs` apart. */
function commits(items: number, gapMs: number): void {
  for (const endMs = nowMs + 500; nowMs < endMs;) pace.began((nowMs += gapMs), items);
}

test("the first commits of an instance wait for nothing", () => {
  expect(pace.waitMs(nowMs, 1)).toBe(0);
  pace.began(nowMs, 1);
  expect(pace.waitMs(nowMs, 1)).toBe(0);
});

test("while several items come in an interval, the next commit waits for the rest of it", () => {
  commits(2 * gatheringItems, intervalMs);
  expect(pace.waitMs(nowMs + 1, 1)).toBe(2);
  expect(pace.waitMs(nowMs + 3, 1)).toBe(0);
  expect(pace.waitMs(nowMs + 100, 1)).toBe(0);
});

test("it counts what comes, in whichever commits", () => {
  commits(1, intervalMs / 3);
  expect(pace.waitMs(nowMs, 1)).toBe(intervalMs);
  commits(10, 100);
  expect(pace.waitMs(nowMs, 1)).toBe(0);
});

test("a full batch does not wait", () => {
  commits(fullBatchItems, intervalMs);
  expect(pace.waitMs(nowMs, fullBatchItems - 1)).toBe(intervalMs);
  expect(pace.waitMs(nowMs, fullBatchItems)).toBe(0);
});

test("after a burst, the interval is given up again", () => {
  pace.began(nowMs, 1_000);
  expect(pace.waitMs(nowMs, 1)).toBe(intervalMs);
  commits(1, 7);
  expect(pace.waitMs(nowMs, 1)).toBe(0);
});
