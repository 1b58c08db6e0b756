import { beforeEach, describe, expect, test } from "vitest";
import { canaryLossMs } from "../limits.ts";
import { CanaryWatch } from "./canary-watch.ts";

let counts: { lost: number; duplicate: number; reordered: number };
let watch: CanaryWatch;
let nowMs: number;

beforeEach(() => {
  counts = { lost: 0, duplicate: 0, reordered: 0 };
  const count = (what: keyof typeof counts) => () => void (counts[what] += 1);
  watch = new CanaryWatch({ lost: count("lost"), duplicate: count("duplicate"), reordered: count("reordered") });
  nowMs = 1_000;
  watch.joined({ lastSeq: 10, recovered: false });
});

/** The sender's number is 10 behind its place where nothing else is said. */
const take = (seq: number, number = seq - 10, sender = "a") =>
  watch.take({ seq, canary: { sender, number, sentUs: 1 } });

/** Time passes in which the log says this head, again and again. */
function pass(ms: number, head: number | undefined): void {
  for (const endMs = nowMs + ms; nowMs < endMs; nowMs += ms / 10) watch.look(head, nowMs);
}
const healingTime = 2 * canaryLossMs;

test("what comes once and in order counts nothing, however long nothing comes", () => {
  for (const seq of [11, 12, 13]) take(seq);
  pass(10 * healingTime, 13);
  for (const seq of [14, 15]) take(seq);
  pass(10 * healingTime, 15);
  expect(counts).toEqual({ lost: 0, duplicate: 0, reordered: 0 });
});

test("what is in the log and never comes is lost, once, after healing had its time and not before", () => {
  take(11);
  pass(canaryLossMs - 1_000, 13);
  expect(counts.lost).toBe(0);
  pass(healingTime, 13);
  expect(counts.lost).toBe(2);
  pass(healingTime, 13);
  for (const seq of [12, 13, 14]) take(seq);
  expect(counts).toEqual({ lost: 2, duplicate: 0, reordered: 0 });
});

test("what is healed in time is not lost", () => {
  pass(canaryLossMs - 1_000, 12);
  for (const seq of [11, 12]) take(seq);
  pass(healingTime, 12);
  expect(counts).toEqual({ lost: 0, duplicate: 0, reordered: 0 });
});

test("what a reader is given after a later one is reordered, and what is passed over for good is lost", () => {
  take(13);
  take(11);
  expect(counts).toEqual({ lost: 0, duplicate: 0, reordered: 1 });
  pass(healingTime, 13);
  expect(counts).toEqual({ lost: 1, duplicate: 0, reordered: 1 });
  take(12);
  expect(counts).toEqual({ lost: 1, duplicate: 0, reordered: 2 });
});

test("what a reader is given twice is a duplicate", () => {
  for (const seq of [11, 12, 11, 12, 12]) take(seq);
  expect(counts).toEqual({ lost: 0, duplicate: 3, reordered: 0 });
});

describe("by the sender's numbers", () => {
  test("what was acknowledged and is not in the log is lost", () => {
    take(11, 1);
    take(12, 4);
    pass(healingTime, 12);
    expect(counts).toEqual({ lost: 2, duplicate: 0, reordered: 0 });
  });

  test("what is in the log twice is a duplicate, and what is there after a later one is reordered", () => {
    take(11, 1);
    take(12, 1);
    take(13, 3);
    take(14, 2);
    pass(healingTime, 14);
    expect(counts).toEqual({ lost: 0, duplicate: 1, reordered: 1 });
  });

  test("two senders at a time, and one that begins in the middle, count nothing", () => {
    take(11, 70, "a");
    take(12, 1, "b");
    take(13, 71, "a");
    take(14, 2, "b");
    pass(healingTime, 14);
    expect(counts).toEqual({ lost: 0, duplicate: 0, reordered: 0 });
  });

  test("a hole in what a reader is given counts once", () => {
    take(11, 1);
    take(14, 4);
    pass(healingTime, 14);
    expect(counts.lost).toBe(2);
  });
});

describe("nothing is lost for", () => {
  test("time in which the log could not be read: healing could not either", () => {
    pass(canaryLossMs - 1_000, 12);
    pass(10 * healingTime, undefined);
    pass(canaryLossMs - 1_000, 12);
    expect(counts.lost).toBe(0);
    pass(healingTime, 12);
    expect(counts.lost).toBe(2);
  });

  test("an instance that stood still", () => {
    watch.look(12, nowMs);
    nowMs += 10 * healingTime;
    watch.look(12, nowMs);
    for (const seq of [11, 12]) take(seq);
    pass(healingTime, 12);
    expect(counts.lost).toBe(0);
  });

  test("a reader that comes back: what it missed follows now", () => {
    take(11);
    pass(canaryLossMs - 1_000, 13);
    watch.joined({ lastSeq: 13, recovered: true });
    pass(canaryLossMs - 1_000, 13);
    for (const seq of [12, 13]) take(seq);
    expect(counts).toEqual({ lost: 0, duplicate: 0, reordered: 0 });
  });

  test("a reader that was told to begin again, in the same log or in another", () => {
    for (const seq of [11, 12]) take(seq);
    pass(1_000, 900);
    watch.joined({ lastSeq: 900, recovered: false });
    take(901, 890);
    watch.joined({ lastSeq: 3, recovered: false });
    take(4, 5);
    pass(healingTime, 4);
    expect(counts).toEqual({ lost: 0, duplicate: 0, reordered: 0 });
  });
});

test("events that are no canary have their places too", () => {
  watch.take({ seq: 11, canary: undefined });
  take(12, 1);
  watch.take({ seq: 14, canary: undefined });
  pass(healingTime, 14);
  expect(counts).toEqual({ lost: 1, duplicate: 0, reordered: 0 });
});
