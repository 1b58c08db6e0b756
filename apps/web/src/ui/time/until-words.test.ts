import { expect, test } from "vitest";
import { untilWords } from "./until-words.ts";

const now = new Date(2026, 11, 30, 13, 0);
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();

test.each([
  [undefined, "for good"],
  ["9999-12-31T23:59:59.000Z", "for good"],
  [at(2026, 11, 30, 14, 30), "until 14:30"],
  [at(2026, 11, 31, 14, 30), "until tomorrow, 14:30"],
  [at(2027, 0, 6, 14, 30), "until 6 January 2027, 14:30"],
])("an end at %s is told as “%s”", (until, words) => {
  expect(untilWords(until, now, "en-GB")).toBe(words);
});

test("of this year the year is not told", () => {
  expect(untilWords(at(2026, 3, 6, 9, 5), new Date(2026, 2, 30), "en-GB")).toBe("until 6 April, 09:05");
});
