import type { HttpResponse } from "uWebSockets.js";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Exchange } from "./exchange.ts";
import type { RequestHead } from "./request-head.ts";
import { openUpload } from "./upload.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** One whose pace lets each chunk wait for `waitMs`, and what its connection is told. */
function opened(waitMs: number) {
  let give: (chunk: ArrayBuffer, isLast: boolean) => void = () => undefined;
  const told: string[] = [];
  const res = {
    onData: (handler: typeof give) => (give = handler),
    pause: () => told.push("pause"),
    resume: () => told.push("resume"),
  } as unknown as HttpResponse;
  const taken: number[] = [];
  const pace = {
    took(bytes: number) {
      taken.push(bytes);
      return waitMs;
    },
  };
  const exchange = { isOpen: true, whenLost: () => undefined } as unknown as Exchange;
  const head = { isChunked: true } as RequestHead;
  const upload = openUpload(res, head, exchange, { maxBytes: 1_000_000, pace });
  return { upload, told, taken, give: (bytes: number, isLast = false) => give(new ArrayBuffer(bytes), isLast) };
}

test("who comes faster than the pace is held until it is even, for the last of what came at once", () => {
  const { upload, told, taken, give } = opened(40);
  upload.admit();
  give(1_000);
  vi.advanceTimersByTime(30);
  give(2_000);
  vi.advanceTimersByTime(30);
  expect([taken, told]).toEqual([[1_000, 2_000], ["pause"]]);
  vi.advanceTimersByTime(10);
  expect(told).toEqual(["pause", "resume"]);
});

test("nobody is held who keeps to it, or has sent all", () => {
  const { upload, told, give } = opened(0);
  upload.admit();
  give(1_000);
  expect(told).toEqual([]);
  const last = opened(40);
  last.upload.admit();
  last.give(1_000, true);
  expect(last.told).toEqual([]);
});

test("who was not let in, and what is thrown away, uses up nothing of it", () => {
  const { upload, taken, give } = opened(40);
  give(1_000);
  upload.admit();
  upload.discard();
  give(1_000);
  expect(taken).toEqual([]);
});

test("each chunk is handed on as it came, whatever its size", async () => {
  const { upload, give } = opened(0);
  upload.admit();
  for (const bytes of [1, 1, 40_000, 3, 300_000]) give(bytes);
  give(7, true);
  let size = 0;
  for await (const chunk of upload.incoming) size += chunk.length;
  expect(size).toBe(340_012);
});
