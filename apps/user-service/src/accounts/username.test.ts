import * as fc from "fast-check";
import { expect, test } from "vitest";
import { usernameProblem } from "./username.ts";

test.each(["ada", "Ada_Lovelace", "a.b-c", "007", "a".repeat(32)])("%s is a username", (username) => {
  expect(usernameProblem(username)).toBeUndefined();
});

test.each([
  ["", /needed/],
  ["ab", /at least 3/],
  ["a".repeat(33), /at most 32/],
  [".ada", /begin/],
  ["_ada", /begin/],
  ["ada lovelace", /only/],
  ["ada@example", /only/],
  ["аda", /only/],
  ["ada\0", /U\+0000/],
  ["ada\n", /only/],
  ["<b>ada</b>", /only/],
  ["ada'; drop table users", /only/],
])("%j is none, and is told why", (username, why) => {
  expect(usernameProblem(username)).toMatch(why);
});

test("exactly the words of plain ASCII are accepted", () => {
  const texts = fc.oneof(fc.string({ unit: "binary", maxLength: 40 }), fc.stringMatching(/^[A-Za-z0-9_.-]{0,40}$/));
  fc.assert(
    fc.property(texts, (text) => {
      expect(usernameProblem(text) === undefined).toBe(/^[A-Za-z0-9][A-Za-z0-9_.-]{2,31}$/.test(text));
    }),
  );
});
