import fc from "fast-check";
import { expect, test } from "vitest";
import { contentProblem, maxContentCodePoints, textProblem } from "./message-content.ts";
import { growthOf, hostileTexts } from "./testing/index.ts";

test.each([
  ["", "The message is empty"],
  [" \n\t\u00a0", "The message is empty"],
  ["\u0085", "The message is empty"],
  ["\u200b", "The message is empty"],
  ["\u2060\u200e\ufe0f", "The message is empty"],
  ["\u2800", "The message is empty"],
  ["\u3164", "The message is empty"],
  ["a\u0000b", "The message contains the character U+0000"],
  ["\ud800", "The message is not well-formed Unicode (a lone surrogate)"],
  ["x".repeat(10_000), "The message is longer than 4000 characters"],
  ["😀".repeat(4001), "The message is longer than 4000 characters"],
])("%j is refused with a sentence", (content, problem) => {
  expect(contentProblem(content)).toBe(problem);
});

test.each(["❤️", "👩‍👩‍👧", "\u200e.", "می‌خواهم"])("%s is a message, as it was typed", (content) => {
  expect(contentProblem(content)).toBeUndefined();
});

test("the limit counts code points, not UTF-16 units", () => {
  expect(contentProblem("😀".repeat(maxContentCodePoints))).toBeUndefined();
});

test("whatever passes can be stored by Postgres and read back as sent", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      fc.pre(textProblem(text, { name: "Text", maxCodePoints: 100 }) === undefined);
      expect(Buffer.from(text, "utf8").toString("utf8")).toBe(text);
      expect(text).not.toContain("\u0000");
    }),
  );
});

test.each(Object.entries(hostileTexts))("ten times as many %s are judged in about ten times the time", (_, text) => {
  expect(growthOf(contentProblem, text)).toBeLessThan(30);
});
