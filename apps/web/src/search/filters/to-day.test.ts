import { expect, test } from "vitest";
import { toDay } from "./to-day.ts";

test.each([
  [0, "2026-03-02"],
  [1, "2026-03-01"],
  [2, "2026-02-28"],
  [61, "2025-12-31"],
])("%i days ago it was %s", (days, day) => {
  expect(toDay(new Date(2026, 2, 2, 0, 30), days)).toBe(day);
});
