import { expect, test } from "vitest";
import { givenPasswordProblem, newPasswordProblem } from "./password.ts";

test("its length counts code points, so eight emoji are a password of eight", () => {
  expect(newPasswordProblem("🐢".repeat(8), 8)).toBeUndefined();
  expect(newPasswordProblem("🐢".repeat(7), 8)).toMatch(/at least 8/);
  expect(newPasswordProblem("🐢".repeat(256), 8)).toBeUndefined();
  expect(newPasswordProblem("🐢".repeat(257), 8)).toMatch(/at most 256/);
});

test("spaces and every script are welcome", () => {
  expect(newPasswordProblem("  päss wörd ", 8)).toBeUndefined();
});

test.each([
  ["", /needed/],
  ["long enough\0", /U\+0000/],
  ["long enough\udc00", /surrogate/],
])("%j is no password at all", (password, why) => {
  expect(givenPasswordProblem(password)).toMatch(why);
  expect(newPasswordProblem(password, 8)).toMatch(why);
});

test("one that is given may be shorter than new ones must be: the rule may have changed", () => {
  expect(givenPasswordProblem("short")).toBeUndefined();
});
