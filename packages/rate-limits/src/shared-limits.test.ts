import type { AppError } from "@hubbub/errors";
import { expect, test } from "vitest";
import type { Rate } from "./rate.ts";
import { SharedLimits } from "./shared-limits.ts";
import { accountSubject } from "./subject.ts";

const rates = {
  messages: { count: 20, seconds: 10, burst: 40 },
  room_messages: { count: 60, seconds: 60, burst: 10 },
} satisfies Record<string, Rate>;
const ann = accountSubject(1);
const ben = accountSubject(2);

function aloneLimits() {
  const clock = { nowMs: 0 };
  const refused: string[] = [];
  const limits = new SharedLimits({ rates, onRefused: (name) => void refused.push(name), nowMs: () => clock.nowMs });
  return { limits, clock, refused };
}

function retryAfter(spend: () => void): number | undefined {
  try {
    spend();
    return 0;
  } catch (error) {
    return (error as AppError).retryAfterMs;
  }
}

test("each subject has its own share, and what is refused is named", () => {
  const { limits, refused } = aloneLimits();
  for (let sent = 0; sent < 40; sent += 1) limits.spendNow(ann, { name: "messages" });
  expect(retryAfter(() => limits.spendNow(ann, { name: "messages" }))).toBe(500);
  limits.spendNow(ben, { name: "messages" });
  expect(refused).toEqual(["messages"]);
});

test("of several charges all are taken or none", () => {
  const { limits, clock, refused } = aloneLimits();
  const both = () => limits.spendNow(ann, { name: "messages" }, { name: "room_messages", of: 5 });
  for (let sent = 0; sent < 10; sent += 1) both();
  for (let again = 0; again < 100; again += 1) expect(retryAfter(both)).toBe(1_000);
  // Another room has its own share, and the refused ones cost the account nothing.
  for (let sent = 0; sent < 10; sent += 1) {
    limits.spendNow(ann, { name: "messages" }, { name: "room_messages", of: 6 });
  }
  for (let sent = 0; sent < 20; sent += 1) limits.spendNow(ann, { name: "messages" });
  expect(retryAfter(() => limits.spendNow(ann, { name: "messages" }))).toBe(500);
  expect(new Set(refused)).toEqual(new Set(["room_messages", "messages"]));
  clock.nowMs += 1_000;
  both();
});

test("what is charged for what has happened is owed, but no more than a second burst", () => {
  const { limits, clock, refused } = aloneLimits();
  for (let times = 0; times < 100; times += 1) limits.charge(ann, { name: "messages", cost: 10 });
  expect(refused).toEqual([]);
  // Forty more than there were, and one comes back in half a second.
  expect(retryAfter(() => limits.spendNow(ann, { name: "messages" }))).toBe(20_500);
  clock.nowMs += 20_500;
  limits.spendNow(ann, { name: "messages" });
});

test("without Redis what asks is answered from memory", async () => {
  const { limits } = aloneLimits();
  for (let made = 0; made < 10; made += 1) await limits.spend(ann, { name: "room_messages" });
  await expect(limits.spend(ann, { name: "room_messages" })).rejects.toMatchObject({
    code: "rate_limited",
    retryAfterMs: 1_000,
  });
  expect(limits.alone).toBe(true);
});
