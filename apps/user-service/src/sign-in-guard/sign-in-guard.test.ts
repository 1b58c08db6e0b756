import type { AppError } from "@hubbub/errors";
import { expect, test } from "vitest";
import { MemoryTally } from "./memory-tally.ts";
import { type Attempt, openSignInGuard, type PasswordLimit, unguarded } from "./sign-in-guard.ts";

const rates = {
  passwords: { count: 10, seconds: 900, burst: 10 },
  strange_passwords: { count: 100, seconds: 900, burst: 100 },
  address_passwords: { count: 300, seconds: 900, burst: 300 },
};

const ada: Attempt = { name: "ada", address: "address:203.0.113.9", isKnownAddress: false };
const wrong = () => Promise.resolve(false);
const right = () => Promise.resolve(true);

test("after ten wrong passwords the waits are 1, 2, 4 … 60 seconds, for the right one too", async () => {
  const { tried, advance } = open();
  for (let guess = 0; guess < 10; guess += 1) expect(await tried(ada, wrong)).toBe(false);
  for (const seconds of [1, 2, 4, 8, 16, 32, 60, 60]) {
    expect(await tried(ada, right)).toMatchObject({
      code: "rate_limited",
      retryAfterMs: seconds * 1_000,
      message: `Too many tries; wait ${seconds} s`,
    });
    advance(seconds * 1_000 - 1);
    expect(await tried(ada, wrong)).toMatchObject({ retryAfterMs: 1 });
    advance(1);
    expect(await tried(ada, wrong)).toBe(false);
  }
});

test("the right one forgives all, and so does a quarter of an hour", async () => {
  const { tried, advance } = open();
  for (const forgive of [() => tried(ada, right), () => Promise.resolve(advance(900_000))]) {
    for (let guess = 0; guess < 9; guess += 1) expect(await tried(ada, wrong)).toBe(false);
    await forgive();
  }
  for (let guess = 0; guess < 10; guess += 1) expect(await tried(ada, wrong)).toBe(false);
  expect(await tried(ada, wrong)).toMatchObject({ retryAfterMs: 1_000 });
});

test("what is asked before its turn is refused without a try", async () => {
  const { guard, tried } = open();
  for (let guess = 0; guess < 10; guess += 1) {
    await guard.ask(ada);
    await tried(ada, wrong);
  }
  await expect(guard.ask(ada)).rejects.toMatchObject({ code: "rate_limited", retryAfterMs: 1_000 });
  await guard.ask({ ...ada, name: "bob" });
  await guard.ask({ ...ada, address: "address:198.51.100.1" });
});

test("of many at once no more are verified than the limit lets", async () => {
  const { tried } = open();
  let verified = 0;
  const outcomes = await Promise.all(
    Array.from({ length: 100 }, () =>
      tried(ada, async () => {
        verified += 1;
        await Promise.resolve();
        return false;
      }),
    ),
  );
  expect(verified).toBe(10);
  expect(outcomes.filter((outcome) => outcome === false)).toHaveLength(10);
});

test("a try that could not be verified was none", async () => {
  const { tried } = open();
  const broken = () => Promise.reject(new Error("broken"));
  for (let guess = 0; guess < 50; guess += 1) expect(await tried(ada, broken)).toMatchObject({ message: "broken" });
  for (let guess = 0; guess < 10; guess += 1) expect(await tried(ada, wrong)).toBe(false);
});

test("a hundred wrong ones from strange addresses hold up strange addresses, and no known one", async () => {
  const { tried, refused } = open();
  const from = (place: number): Attempt => ({ ...ada, address: `address:${place}` });
  for (let guess = 0; guess < 100; guess += 1) expect(await tried(from(guess), wrong)).toBe(false);
  for (let guess = 0; guess < 50; guess += 1) {
    expect(await tried(from(1_000), right)).toMatchObject({ code: "rate_limited", retryAfterMs: 9_000 });
  }
  expect(refused).toEqual(Array.from({ length: 50 }, () => "strange_passwords"));
  expect(await tried({ ...from(1_000), isKnownAddress: true }, right)).toBe(true);
  expect(await tried({ ...from(1_000), name: "bob" }, wrong)).toBe(false);
});

test("an address has three hundred wrong ones, whatever the name", async () => {
  const { tried, refused } = open();
  const name = (guess: number): Attempt => ({ ...ada, name: `name-${guess}` });
  for (let guess = 0; guess < 300; guess += 1) {
    // Signing in to one's own account in between forgives none of them.
    expect(await tried({ ...ada, name: "own" }, right)).toBe(true);
    expect(await tried(name(guess), wrong)).toBe(false);
  }
  expect(await tried(name(300), wrong)).toMatchObject({ code: "rate_limited", retryAfterMs: 3_000 });
  expect(refused).toEqual(["address_passwords"]);
});

test("without a guard everybody tries for ever", async () => {
  for (let guess = 0; guess < 1_000; guess += 1) {
    await unguarded.ask(ada);
    expect(await unguarded.count(ada, wrong)).toBe(false);
  }
});

function open() {
  let nowMs = 1_000_000;
  const refused: PasswordLimit[] = [];
  const tally = new MemoryTally({ nowMs: () => nowMs });
  const guard = openSignInGuard({ rates, tally, onRefused: (limit) => void refused.push(limit) });
  return {
    guard,
    refused,
    advance: (ms: number) => void (nowMs += ms),
    tried: (attempt: Attempt, verifyNow: () => Promise<boolean>): Promise<boolean | AppError | Error> =>
      guard.count(attempt, verifyNow).catch((error: Error) => error),
  };
}
