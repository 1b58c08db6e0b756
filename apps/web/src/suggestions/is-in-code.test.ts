import { expect, test } from "vitest";
import { isInCode } from "./is-in-code.ts";

test.each(["`:tad", "see `a` and `@be", "```\nx :ta", "```ts\na\n\n:ta", "first\n\n`a"])("%j ends in code", (text) => {
  expect(isInCode(text, text.length)).toBe(true);
});

test.each([
  "",
  ":tad",
  "`a` :tad",
  "```\na\n```\n:tad",
  "an open ` there\n\n:tad",
  "```one line``` :tad",
  "```one line```\n:tad",
])("%j does not", (text) => {
  expect(isInCode(text, text.length)).toBe(false);
});

test("what stands after the caret does not count", () => {
  expect(isInCode("a :t `b", 4)).toBe(false);
});
