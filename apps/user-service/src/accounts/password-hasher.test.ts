import { beforeAll, expect, test } from "vitest";
import { maxPasswordHashesAtOnce, maxPasswordHashesWaiting } from "../limits.ts";
import { openPasswordHasher, type PasswordHasher } from "./password-hasher.ts";

let hasher: PasswordHasher;

beforeAll(async () => {
  hasher = await openPasswordHasher();
});

test("a password fits its own hash and no other", async () => {
  const hash = await hasher.hash("correct horse");
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await hasher.verify(hash, "correct horse")).toBe(true);
  expect(await hasher.verify(hash, "Correct horse")).toBe(false);
});

test("an accent may be typed composed or decomposed", async () => {
  const hash = await hasher.hash("caf\u00e9 au lait");
  expect(await hasher.verify(hash, "cafe\u0301 au lait")).toBe(true);
});

test("nobody's password fits an account that does not exist", async () => {
  expect(await hasher.verify(undefined, "")).toBe(false);
  expect(await hasher.verify(undefined, "correct horse")).toBe(false);
});

test("what does not fit into the queue is refused, and the others are served", async () => {
  const busy = await openPasswordHasher();
  const asked = maxPasswordHashesAtOnce + maxPasswordHashesWaiting + 10;
  const outcomes = Array.from({ length: asked }, () => busy.verify("not a hash", "x").catch((error: unknown) => error));
  expect(busy.running).toBeLessThanOrEqual(maxPasswordHashesAtOnce);
  expect(busy.waiting).toBe(maxPasswordHashesWaiting);
  const refused = (await Promise.all(outcomes)).filter((outcome) => codeOf(outcome) === "overloaded");
  expect(refused.length).toBeGreaterThanOrEqual(10);
  expect(busy.running).toBe(0);
  expect(busy.waiting).toBe(0);
  expect(await busy.verify(await busy.hash("x"), "x")).toBe(true);
});

function codeOf(outcome: unknown): unknown {
  return outcome instanceof Error && "code" in outcome ? outcome.code : undefined;
}
