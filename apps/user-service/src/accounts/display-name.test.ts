import { expect, test } from "vitest";
import { displayNameProblem } from "./display-name.ts";

test.each([
  "",
  "Ada Lovelace",
  "<b>Ada</b>",
  "Robert'); drop table users;--",
  "🐢".repeat(64),
  "أدا",
  "👩‍👩‍👧",
  "❤️",
  "می‌نا",
])("%s is a display name", (name) => {
  expect(displayNameProblem(name)).toBeUndefined();
});

test.each([
  ["🐢".repeat(65), /at most 64/],
  ["Ada\nLovelace", /line breaks/],
  ["Ada\u2028", /line breaks/],
  ["Ada\0", /U\+0000/],
  ["Ada\ud800", /surrogate/],
  ...["\u061c", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069"].map((turn): [string, RegExp] => [
    `a${turn}da`,
    /direction/,
  ]),
  ["\u200b\u2060", /seen/],
  ["\u3164", /seen/],
  ["\u2800", /seen/],
  ["\u{1d159}", /seen/],
  ["\u0301", /seen/],
])("%j is none, and is told why", (name, why) => {
  expect(displayNameProblem(name)).toMatch(why);
});
