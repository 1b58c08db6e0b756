import { expect, test } from "vitest";
import { givenPasswordProblem, newPasswordProblem } from "./password.ts";

const rules = { minLength: 8, ownNames: ["Ada_Lovelace", "ada.countess@example.org"] };

test("its length counts code points, so eight emoji are a password of eight", () => {
  expect(newPasswordProblem("🐢".repeat(8), rules)).toBeUndefined();
  expect(newPasswordProblem("🐢".repeat(7), rules)).toMatch(/at least 8/);
  expect(newPasswordProblem("🐢".repeat(256), rules)).toBeUndefined();
  expect(newPasswordProblem("🐢".repeat(257), rules)).toMatch(/at most 256/);
});

test("spaces and every script are welcome", () => {
  expect(newPasswordProblem("  päss wörd ", rules)).toBeUndefined();
});

test.each(["ada_lovelace", "ADA_LOVELACE", "ada.countess", "Ada.Countess@Example.org"])(
  "%s is one's own name, which everyone guesses",
  (password) => {
    expect(newPasswordProblem(password, rules)).toMatch(/must not be your/);
  },
);

test("what everybody uses is refused as a new one, and may still be given as an old one", () => {
  expect(newPasswordProblem("Passw0rd!", rules)).toMatch(/guessed first/);
  expect(givenPasswordProblem("Passw0rd!")).toBeUndefined();
});

test.each([
  ["", /needed/],
  ["long enough\0", /U\+0000/],
  ["long enough\udc00", /surrogate/],
])("%j is no password at all", (password, why) => {
  expect(givenPasswordProblem(password)).toMatch(why);
  expect(newPasswordProblem(password, rules)).toMatch(why);
});

test("one that is given may be shorter than new ones must be: the rule may have changed", () => {
  expect(givenPasswordProblem("short")).toBeUndefined();
});
