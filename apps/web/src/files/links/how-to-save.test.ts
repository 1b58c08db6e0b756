import { expect, test } from "vitest";
import { howToSave } from "./how-to-save.ts";

const link = "/files/17/cat.png?e=1700000900&t=x&v=1&s=abc";
const nowMs = 1_700_000_000_000;

test.each([
  ["a link that is good", link, true, nowMs, "link"],
  ["a link that has ended", link, true, nowMs + 3_600_000, "newer_link"],
  ["no link yet", undefined, true, nowMs, "newer_link"],
  ["a link and no connection", link, false, nowMs, "not"],
] as const)("with %s", (_, url, isOnline, now, how) => {
  expect(howToSave(url, { isOnline, nowMs: now })).toBe(how);
});
