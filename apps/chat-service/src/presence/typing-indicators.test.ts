import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { maxTypistsPerRoom, typingExpiryMs, typingRepeatMs } from "../limits.ts";
import { TypingIndicators } from "./typing-indicators.ts";

const room = 7;
const person = (userId: number) => ({ userId, username: `user${userId}`, serverAdmin: false });
const ada = person(1);
let told: boolean[];
let mayWrite: boolean;
let typing: TypingIndicators;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  mayWrite = true;
  typing = new TypingIndicators({
    signals: { send: ({ is_typing }) => told.push(is_typing) },
    mayWrite: () => Promise.resolve(mayWrite),
  });
});

afterEach(() => {
  typing.close();
  vi.useRealTimers();
});

test("typing ends by itself, counted from the last word of it", async () => {
  typing.start({ roomId: room }, ada);
  await vi.advanceTimersByTimeAsync(typingRepeatMs - 1);
  typing.start({ roomId: room }, ada);
  await vi.advanceTimersByTimeAsync(typingExpiryMs - 1);
  expect(told).toEqual([true]);
  await vi.advanceTimersByTimeAsync(1);
  expect(told).toEqual([true, false]);
});

test("what is said with every key is passed on every two seconds", async () => {
  for (let ms = 0; ms < 2 * typingRepeatMs; ms += 100) {
    typing.start({ roomId: room }, ada);
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(told).toEqual([true, true]);
});

test("stopping is told once, and not of who was not shown yet", async () => {
  typing.start({ roomId: room }, ada);
  await vi.advanceTimersByTimeAsync(0);
  typing.stop(room, ada.userId);
  typing.stop(room, ada.userId);
  await vi.advanceTimersByTimeAsync(typingExpiryMs);
  expect(told).toEqual([true, false]);

  typing.start({ roomId: room }, ada);
  typing.stop(room, ada.userId);
  await vi.advanceTimersByTimeAsync(typingExpiryMs);
  expect(told).toEqual([true, false]);
});

test("who may not write is not shown, and no longer where that came while they typed", async () => {
  mayWrite = false;
  typing.start({ roomId: room }, ada);
  await vi.advanceTimersByTimeAsync(typingExpiryMs);
  expect(told).toEqual([]);

  mayWrite = true;
  typing.start({ roomId: room }, ada);
  await vi.advanceTimersByTimeAsync(typingRepeatMs);
  mayWrite = false;
  typing.start({ roomId: room }, ada);
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual([true, false]);
});

test("a crowd of typists is not told", async () => {
  for (let id = 1; id <= maxTypistsPerRoom + 5; id += 1) typing.start({ roomId: room }, person(id));
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toHaveLength(maxTypistsPerRoom);
});
