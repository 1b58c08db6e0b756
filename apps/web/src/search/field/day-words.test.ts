import { expect, test } from "vitest";
import { dayWords } from "./day-words.ts";

test.each([
  ["2026-11-01", "1 Nov"],
  ["2025-11-01", "1 Nov 2025"],
  ["yesterday", "yesterday"],
  ["a-b-c", "a-b-c"],
])("the day %j is said as %j", (value, words) => {
  expect(dayWords(value, new Date(2026, 11, 1), "en-GB")).toBe(words);
});
