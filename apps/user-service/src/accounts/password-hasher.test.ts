import { beforeAll, expect, test } from "vitest";
import { maxPasswordHashesAtOnce, maxPasswordHashesWaiting, maxPasswordHashesWaitingOfAccount } from "../limits.ts";
import type { Asker } from "./hashing-queue.ts";
import { openPasswordHasher, type PasswordHasher } from "./password-hasher.ts";

const ada: Asker = { address: "address:203.0.113.9", account: "ada", isStranger: false };

let hasher: PasswordHasher;

beforeAll(async () => {
  hasher = await openPasswordHasher();
});

test("a password fits its own hash and no other", async () => {
  const hash = await hasher.hash("correct horse", ada);
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await hasher.verify(hash, "correct horse", ada)).toBe(true);
  expect(await hasher.verify(hash, "Correct horse", ada)).toBe(false);
});

test("an accent may be typed composed or decomposed", async () => {
  const hash = await hasher.hash("caf\u00e9 au lait", ada);
  expect(await hasher.verify(hash, "cafe\u0301 au lait", ada)).toBe(true);
});

test("nobody's password fits an account that does not exist", async () => {
  expect(await hasher.verify(undefined, "", ada)).toBe(false);
  expect(await hasher.verify(undefined, "correct horse", ada)).toBe(false);
});

test("an account has but its share of the queue, and others pass", async () => {
  let spent = 0;
  const fair = await openPasswordHasher({ onShareSpent: () => void (spent += 1) });
  const flood = Array.from({ length: 100 }, () => fair.verify("not a hash", "x", ada).catch(codeOf));
  const bob = await fair.verify(await fair.hash("x", { ...ada, account: "bob" }), "x", { ...ada, account: "bob" });
  expect(bob).toBe(true);
  const refused = (await Promise.all(flood)).filter((code) => code === "rate_limited");
  expect(refused.length).toBe(spent);
  expect(spent).toBeGreaterThanOrEqual(100 - maxPasswordHashesAtOnce - maxPasswordHashesWaitingOfAccount);
});

test("whoever stands around a verification is called when its turn has come, and may refuse it", async () => {
  const hash = await hasher.hash("correct horse", ada);
  const order: string[] = [];
  const fits = await hasher.verify(hash, "correct horse", ada, async (verifyNow) => {
    order.push("turn");
    return await verifyNow();
  });
  expect([fits, order]).toEqual([true, ["turn"]]);
  const refusing = () => Promise.reject(new Error("no"));
  await expect(hasher.verify(hash, "correct horse", ada, refusing)).rejects.toThrow("no");
  expect(hasher.running).toBe(0);
});

test("what does not fit into the queue is refused, and the others are served", async () => {
  const busy = await openPasswordHasher({ shares: "off" });
  const asked = maxPasswordHashesAtOnce + maxPasswordHashesWaiting + 10;
  const outcomes = Array.from({ length: asked }, () =>
    busy.verify("not a hash", "x", ada).catch((error: unknown) => error),
  );
  expect(busy.running).toBeLessThanOrEqual(maxPasswordHashesAtOnce);
  expect(busy.waiting).toBe(maxPasswordHashesWaiting);
  const refused = (await Promise.all(outcomes)).filter((outcome) => codeOf(outcome) === "overloaded");
  expect(refused.length).toBeGreaterThanOrEqual(10);
  expect(busy.running).toBe(0);
  expect(busy.waiting).toBe(0);
  expect(await busy.verify(await busy.hash("x", ada), "x", ada)).toBe(true);
});

function codeOf(outcome: unknown): unknown {
  return outcome instanceof Error && "code" in outcome ? outcome.code : undefined;
}
