import { expect, test } from "vitest";
import { resultTime } from "./result-time.ts";

const now = new Date(2026, 11, 1, 18, 0);

test.each([
  [new Date(2026, 11, 1, 14, 30), "14:30"],
  [new Date(2026, 10, 30, 15, 20), "yesterday, 15:20"],
  [new Date(2026, 10, 17, 9, 0), "17 Nov"],
  [new Date(2025, 11, 1, 14, 30), "1 Dec 2025"],
])("%s is said as %j", (at, words) => {
  expect(resultTime(at.toISOString(), now, "en-GB")).toBe(words);
});
