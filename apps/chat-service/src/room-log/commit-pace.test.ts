import { beforeEach, expect, test } from "vitest";
import { fullBatchItems, gatheringItems } from "../limits.ts";
import { CommitPace } from "./commit-pace.ts";

let pace: CommitPace;
let nowMs: number;

beforeEach(() => {
  pace = new CommitPace(3);
  nowMs = 1_000;
});

/** Commits of `items` each, 10 ms apart. */
function commits(count: number, items: number): void {
  for (let n = 0; n < count; n += 1) pace.began((nowMs += 10), items);
}

test("the first commits of an instance wait for nothing", () => {
  expect(pace.waitMs(nowMs, 1)).toBe(0);
  commits(1, 1);
  expect(pace.waitMs(nowMs, 1)).toBe(0);
});

test("while commits hold several items, the next waits for the rest of the interval", () => {
  commits(30, 2 * gatheringItems);
  expect(pace.waitMs(nowMs + 1, 1)).toBe(2);
  expect(pace.waitMs(nowMs + 3, 1)).toBe(0);
  expect(pace.waitMs(nowMs + 100, 1)).toBe(0);
});

test("a full batch does not wait", () => {
  commits(30, fullBatchItems);
  expect(pace.waitMs(nowMs, fullBatchItems - 1)).toBe(3);
  expect(pace.waitMs(nowMs, fullBatchItems)).toBe(0);
});

test("the interval is given up where commits hold one item each", () => {
  commits(30, 4);
  commits(30, 1);
  expect(pace.waitMs(nowMs, 1)).toBe(0);
});
