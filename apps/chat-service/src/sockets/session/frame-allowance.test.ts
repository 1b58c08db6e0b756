import { expect, test } from "vitest";
import {
  badFramesMs,
  maxBadFrames,
  maxBytesBeforeAuth,
  maxFrameBytesBeforeAuth,
  maxFramesBeforeAuth,
  maxRefusedFrames,
  refusedFramesMs,
} from "../../limits.ts";
import { FrameAllowance } from "./frame-allowance.ts";

const rates = {
  frames: { count: 20, seconds: 10, burst: 40 },
  frame_bytes: { count: 1_000, seconds: 10, burst: 2_000 },
  typing: { count: 10, seconds: 10, burst: 20 },
};

const times = (count: number, spend: () => unknown): unknown[] => Array.from({ length: count }, spend);

test("frames pass at their rate, and then it is said how long to wait", () => {
  const allowance = new FrameAllowance(rates);
  expect(times(40, () => allowance.spend(0, 1))).toEqual(times(40, () => undefined));
  expect(allowance.spend(0, 1)).toEqual({ limit: "frames", waitMs: 500 });
  expect(allowance.spend(500, 1)).toBeUndefined();
});

test("a few large frames are too much as many small ones are", () => {
  const allowance = new FrameAllowance(rates);
  expect(allowance.spend(0, 1_500)).toBeUndefined();
  expect(allowance.spend(0, 1_000)).toEqual({ limit: "frame_bytes", waitMs: 5_000 });
  expect(allowance.spend(5_000, 1_000)).toBeUndefined();
});

test("who goes on regardless may do so only for so long", () => {
  const allowance = new FrameAllowance(rates);
  expect(times(maxRefusedFrames, () => allowance.mayGoOn(0))).not.toContain(false);
  expect(allowance.mayGoOn(0)).toBe(false);
  expect(allowance.mayGoOn(refusedFramesMs / maxRefusedFrames)).toBe(true);
});

test("the tenth bad frame in ten seconds is one too many", () => {
  const quick = new FrameAllowance(undefined);
  expect(times(maxBadFrames - 1, () => quick.mayBeBad(0))).not.toContain(false);
  expect(quick.mayBeBad(badFramesMs - 1)).toBe(false);
  const slow = new FrameAllowance(undefined);
  for (let frame = 0; frame < 5 * maxBadFrames; frame += 1) {
    expect(slow.mayBeBad(frame * (badFramesMs / (maxBadFrames - 1) + 1))).toBe(true);
  }
});

test("before auth a frame may be small, and there may be few of them", () => {
  expect(new FrameAllowance(undefined).mayPrecedeAuth(maxFrameBytesBeforeAuth)).toBe(true);
  expect(new FrameAllowance(undefined).mayPrecedeAuth(maxFrameBytesBeforeAuth + 1)).toBe(false);
  const many = new FrameAllowance(undefined);
  expect(times(maxFramesBeforeAuth, () => many.mayPrecedeAuth(10))).not.toContain(false);
  expect(many.mayPrecedeAuth(10)).toBe(false);
  const large = new FrameAllowance(undefined);
  const fitting = maxBytesBeforeAuth / maxFrameBytesBeforeAuth;
  expect(times(fitting, () => large.mayPrecedeAuth(maxFrameBytesBeforeAuth))).not.toContain(false);
  expect(large.mayPrecedeAuth(1)).toBe(false);
});

test("without rates everything passes", () => {
  const allowance = new FrameAllowance(undefined);
  expect(times(10_000, () => allowance.spend(0, 60_000)).every((over) => over === undefined)).toBe(true);
  expect(times(10_000, () => allowance.mayType(0))).not.toContain(false);
});
