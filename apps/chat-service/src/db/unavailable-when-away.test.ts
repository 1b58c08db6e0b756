import { toAppError } from "@hubbub/errors";
import type { PostgresPool, PostgresPoolClient } from "kysely";
import { expect, test } from "vitest";
import { unavailableWhenAway } from "./unavailable-when-away.ts";

const away = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
const mistake = new TypeError("x is undefined");

async function fail(failure: Error): Promise<never> {
  throw failure;
}

/** Pools that fail when one connects, and when one asks. */
function poolsFailingWith(failure: Error): Pick<PostgresPool, "connect">[] {
  const client = { query: () => fail(failure) } as unknown as PostgresPoolClient;
  return [{ connect: () => fail(failure) }, { connect: async () => client }];
}

async function ask(pool: Pick<PostgresPool, "connect">): Promise<unknown> {
  const client = await unavailableWhenAway(pool as PostgresPool).connect();
  return await client.query("select 1", []);
}

test("a Postgres that is away is unavailable, whether there is no connection or a lost one", async () => {
  for (const pool of poolsFailingWith(away)) {
    await expect(ask(pool)).rejects.toMatchObject({ code: "unavailable", cause: away });
  }
});

test("a mistake of ours on the way to Postgres is internal", async () => {
  for (const pool of poolsFailingWith(mistake)) {
    await expect(ask(pool)).rejects.toSatisfy((failure) => toAppError(failure).code === "internal");
  }
});
