import { createLogger, createMetrics } from "@hubbub/service-runtime";
import { testDatabase } from "@hubbub/stack/testing";
import type { Kysely } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../db/open-database.ts";
import type { Schema } from "../db/schema.ts";
import { signingKeyLeadMs, signingKeyMarginMs, signingKeyStaleMs } from "../limits.ts";
import { prepareDatabase } from "../testing/prepare-database.ts";
import { TestClock } from "../testing/test-clock.ts";
import { openKeyRing } from "./key-ring.ts";
import { type KeyRules, type TendedKeys, tendSigningKeys } from "./tend-signing-keys.ts";

const dayMs = 24 * 60 * 60 * 1_000;
const rules: KeyRules = { secret: "a secret of the tests only", keyDays: 30, accessTokenSeconds: 900 };
const tokensOverMs = rules.accessTokenSeconds * 1_000 + signingKeyMarginMs;

interface Keys {
  readonly db: Kysely<Schema>;
  readonly clock: TestClock;
  readonly tend: (over?: Partial<KeyRules>) => Promise<TendedKeys>;
  readonly rotate: (over?: Partial<KeyRules>) => Promise<TendedKeys>;
}

/** A database with its first key. */
async function firstKey(): Promise<Keys & { readonly kid: string }> {
  const database = await testDatabase("users", prepareDatabase);
  const logger = createLogger({ service: "test", level: "silent" });
  const db = openDatabase(database.url, logger, createMetrics("test"));
  onTestFinished(async () => {
    await db.destroy();
    await database.stop();
  });
  const clock = new TestClock();
  const tend = (over: Partial<KeyRules> = {}, rotate: "when due" | "now" = "when due") =>
    tendSigningKeys(db, { ...rules, ...over }, { now: clock.now(), rotate });
  const { made } = await tend();
  expect(made).toMatchObject({ cause: "first", signsFrom: clock.now() });
  return { db, clock, kid: made?.kid ?? "", tend, rotate: (over) => tend(over, "now") };
}

const nothing = { made: undefined, deleted: [], waiting: undefined };

test("a key gets its successor on the day, and not before; with 0 days never", async () => {
  const { clock, tend } = await firstKey();
  clock.advance(30 * dayMs - 1);
  expect(await tend()).toEqual(nothing);
  clock.advance(1);
  expect(await tend({ keyDays: 0 })).toEqual(nothing);
  expect(await tend({ keyDays: 31 })).toEqual(nothing);
  const { made } = await tend();
  expect(made).toMatchObject({ cause: "age", signsFrom: new Date(clock.now().getTime() + signingKeyLeadMs) });
});

test("of many instances that look at once one makes a key", async () => {
  const { db, clock, tend, rotate } = await firstKey();
  clock.advance(30 * dayMs);
  const tended = await Promise.all([tend(), tend(), rotate(), tend(), rotate()]);
  expect(tended.filter(({ made }) => made !== undefined)).toHaveLength(1);
  expect(await db.selectFrom("signing_keys").select("kid").execute()).toHaveLength(2);
});

test("while a successor waits no other is made, and that is told", async () => {
  const { clock, rotate } = await firstKey();
  const { made } = await rotate();
  expect(made).toMatchObject({ cause: "operator" });
  clock.advance(signingKeyLeadMs - 1);
  expect(await rotate()).toMatchObject({ made: undefined, waiting: { kid: made?.kid, signsFrom: made?.signsFrom } });
  clock.advance(1);
  expect(await rotate()).toMatchObject({ made: { cause: "operator" }, waiting: undefined });
});

test("the old key goes when the last token that it can have signed is over, and no sooner", async () => {
  const { clock, kid, tend, rotate } = await firstKey();
  await rotate();
  clock.advance(signingKeyLeadMs + tokensOverMs - 1);
  expect(await tend()).toEqual(nothing);
  clock.advance(1);
  expect(await tend()).toEqual({ ...nothing, deleted: [kid] });
  expect(await tend()).toEqual(nothing);
});

test("tokens that lived longer before a restart are waited for", async () => {
  const { clock, kid, tend, rotate } = await firstKey();
  const tokenSeconds = 12 * 60 * 60;
  await tend({ accessTokenSeconds: tokenSeconds });
  await rotate();
  clock.advance(signingKeyLeadMs + tokenSeconds * 1_000 + signingKeyMarginMs - 1);
  expect(await tend()).toEqual(nothing);
  clock.advance(1);
  expect((await tend()).deleted).toEqual([kid]);
});

test("a key of an earlier release, which says nothing of either, is one like any other", async () => {
  const { db, clock, kid, tend } = await firstKey();
  await db.updateTable("signing_keys").set({ signs_from: null, token_seconds: null }).execute();
  const ring = await openKeyRing(db, rules.secret, clock.now);
  expect((await ring.toSign()).kid).toBe(kid);
  clock.advance(30 * dayMs);
  const { made } = await tend();
  clock.advance(signingKeyLeadMs);
  expect((await ring.toSign()).kid).toBe(made?.kid);
  clock.advance(tokensOverMs);
  expect((await tend()).deleted).toEqual([kid]);
});

test("with another secret no key is made: nobody could open it", async () => {
  const { db, clock, rotate, tend } = await firstKey();
  await expect(rotate({ secret: "not the secret of these keys" })).rejects.toThrow(/SIGNING_KEY_SECRET is not the one/);
  clock.advance(30 * dayMs);
  await expect(tend({ secret: "not the secret of these keys" })).rejects.toThrow(/SIGNING_KEY_SECRET/);
  expect(await db.selectFrom("signing_keys").select("kid").execute()).toHaveLength(1);
});

test("an instance that could not read for long signs nothing by what it knows", async () => {
  const { db, clock, kid, rotate } = await firstKey();
  const ring = await openKeyRing(db, rules.secret, clock.now);
  await rotate();
  await db.schema.alterTable("signing_keys").renameTo("away").execute();
  clock.advance(signingKeyStaleMs);
  expect((await ring.toSign()).kid).toBe(kid);
  clock.advance(1);
  await expect(ring.toSign()).rejects.toThrow(/signing_keys/);
});

test("a successor is published for longer than an instance goes by what it read", () => {
  expect(signingKeyLeadMs).toBeGreaterThan(signingKeyStaleMs);
});
