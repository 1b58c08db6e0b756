import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { maxTypistsPerRoom, typingExpiryMs, typingRepeatMs } from "../limits.ts";
import { TypingIndicators } from "./typing-indicators.ts";

const room = 7;
const ada = { user_id: 1, username: "ada" };
let told: boolean[];
let typing: TypingIndicators;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  typing = new TypingIndicators({ send: ({ is_typing }) => told.push(is_typing) });
});

afterEach(() => {
  typing.close();
  vi.useRealTimers();
});

test("typing ends by itself, counted from the last word of it", () => {
  typing.start(room, ada);
  vi.advanceTimersByTime(typingRepeatMs - 1);
  typing.start(room, ada);
  vi.advanceTimersByTime(typingExpiryMs - 1);
  expect(told).toEqual([true]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual([true, false]);
});

test("what is said with every key is passed on every two seconds", () => {
  for (let ms = 0; ms < 2 * typingRepeatMs; ms += 100) {
    typing.start(room, ada);
    vi.advanceTimersByTime(100);
  }
  expect(told).toEqual([true, true]);
});

test("stopping is told once", () => {
  typing.start(room, ada);
  typing.stop(room, ada.user_id);
  typing.stop(room, ada.user_id);
  vi.advanceTimersByTime(typingExpiryMs);
  expect(told).toEqual([true, false]);
});

test("a crowd of typists is not told", () => {
  for (let id = 1; id <= maxTypistsPerRoom + 5; id += 1) typing.start(room, { user_id: id, username: `u${id}` });
  expect(told).toHaveLength(maxTypistsPerRoom);
});
