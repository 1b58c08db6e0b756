import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchHands } from "./watch-hands.ts";

const minuteMs = 60_000;
class FakePage extends EventTarget {
  visibilityState = "visible";
  touch = (event = "pointermove") => this.dispatchEvent(new Event(event));
}

let page: FakePage;
let told: string[];
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  page = new FakePage();
  told = [];
  stop = watchHands(page, { onIdle: () => told.push("idle"), onBack: () => told.push("back") });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

test("ten minutes after the last hand nobody is there, and with the next somebody is at once", () => {
  vi.advanceTimersByTime(9 * minuteMs);
  page.touch();
  vi.advanceTimersByTime(9.9 * minuteMs);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(0.1 * minuteMs);
  expect(told).toEqual(["idle"]);
  vi.advanceTimersByTime(60 * minuteMs);
  page.touch("keydown");
  expect(told).toEqual(["idle", "back"]);
  vi.advanceTimersByTime(10 * minuteMs);
  expect(told).toEqual(["idle", "back", "idle"]);
});

test("a page that comes into sight is touched, one that is out of it is not", () => {
  page.visibilityState = "hidden";
  vi.advanceTimersByTime(5 * minuteMs);
  page.touch("visibilitychange");
  vi.advanceTimersByTime(5 * minuteMs);
  page.touch();
  expect(told).toEqual(["idle"]);
  page.visibilityState = "visible";
  page.touch("visibilitychange");
  expect(told).toEqual(["idle", "back"]);
});

test("who stops hears nothing more", () => {
  stop();
  vi.advanceTimersByTime(60 * minuteMs);
  page.touch();
  expect(told).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});
