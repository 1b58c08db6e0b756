import { expect, test } from "vitest";
import { swipeOf } from "./swipe-of.ts";

test.each([
  [-120, 10, "next"],
  [120, -10, "previous"],
  [-40, 0, undefined],
  [10, 120, "close"],
  [10, 60, undefined],
  [10, -200, undefined],
  [0, 0, undefined],
])("%i along and %i down: %s", (dx, dy, deed) => {
  expect(swipeOf(dx, dy, false)).toBe(deed);
});

test("where the page runs from right to left the next one comes from the left", () => {
  expect(swipeOf(120, 0, true)).toBe("next");
  expect(swipeOf(-120, 0, true)).toBe("previous");
});
