import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  abuseConnects,
  accountsComingBack,
  excess,
  limitedBy,
  strangersAbuseConnects,
  wrongPasswords,
} from "./share.ts";

const sent = (got: Readonly<Record<string, number>>) => ({ sent: 1_000, got });

test("an account gets what its limit leaves in the time, and a tenth more for what is spent at once", () => {
  // 20/10:40 for 10 s.
  const shares = [limitedBy(["message_ack"], ["messages"])];
  expect(excess(shares, sent({ message_ack: 66, "error rate_limited": 9_000 }), 10)).toEqual([]);
  expect(excess(shares, sent({ message_ack: 67 }), 10)).toEqual(["the attacker got message_ack × 67, of 66 at most"]);
  expect(excess(shares, sent({ message_ack: 67 }), 20)).toEqual([]);
});

test("several answers and several limits count together, and each share for itself", () => {
  // 300/60 and 30/60.
  const lists = limitedBy(["200", "404"], ["reads", "search"]);
  expect(excess([lists], sent({ 200: 400, 404: 24 }), 10)).toEqual([]);
  const both = excess([lists, limitedBy(["200"], ["rooms"])], sent({ 200: 400, 404: 25 }), 10);
  expect(both).toEqual([
    "the attacker got 200 and 404 × 425, of 424 at most",
    "the attacker got 200 × 400, of 23 at most",
  ]);
});

test("who is ended each time pays for many connects", () => {
  // 300/10:1000 for 10 s, at 101 each, and those that were open when the first one was charged.
  const shares = [accountsComingBack("success", 4)];
  expect(excess(shares, sent({ success: 19 }), 10)).toEqual([]);
  expect(excess(shares, sent({ success: 20 }), 10)).toHaveLength(1);
});

test("passwords are asked for ten times, then after a delay that doubles", () => {
  expect(excess([wrongPasswords("401")], sent({ 401: 13 }), 10)).toEqual([]);
  expect(excess([wrongPasswords("401")], sent({ 401: 18 }), 10)).toHaveLength(1);
});

test("nothing is exceeded by an attacker who could not say what it got, or whom no limit holds", () => {
  expect(excess([limitedBy(["200"], ["rooms"])], undefined, 10)).toEqual([]);
  expect(excess(undefined, sent({ 200: 1_000 }), 10)).toEqual([]);
});

test("coming back costs what the chat-service says", () => {
  const limits = readFileSync(new URL("../../../apps/chat-service/src/limits.ts", import.meta.url), "utf8");
  expect(limits).toContain(`export const abuseConnects = ${abuseConnects};`);
  expect(limits).toContain(`export const strangersAbuseConnects = ${strangersAbuseConnects};`);
});
