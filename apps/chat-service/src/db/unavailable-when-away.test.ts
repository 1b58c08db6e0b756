import { toAppError } from "@hubbub/errors";
import type { PostgresPool, PostgresPoolClient } from "kysely";
import { expect, test } from "vitest";
import { unavailableWhenAway } from "./unavailable-when-away.ts";

const refused = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
const mistake = new TypeError("x is undefined");

/** What a query, or the way to it, ends with where a pool fails so. */
async function failureOf(pool: Partial<PostgresPool>): Promise<unknown> {
  const client = await unavailableWhenAway(pool as PostgresPool)
    .connect()
    .catch((error: unknown) => error);
  if (client instanceof Error) return client;
  return await (client as PostgresPoolClient).query("select 1", []).catch((error: unknown) => error);
}

const failingClient = (error: Error) => ({ query: () => Promise.reject(error) }) as unknown as PostgresPoolClient;

test("a Postgres that is away is unavailable, whether there is no connection or a lost one", async () => {
  for (const pool of [{ connect: () => Promise.reject(refused) }, { connect: async () => failingClient(refused) }]) {
    expect(await failureOf(pool)).toMatchObject({ code: "unavailable", cause: refused });
  }
});

test("a mistake of ours on the way to Postgres is internal", async () => {
  for (const pool of [{ connect: () => Promise.reject(mistake) }, { connect: async () => failingClient(mistake) }]) {
    const failure = await failureOf(pool);
    expect(failure).toBe(mistake);
    expect(toAppError(failure).code).toBe("internal");
  }
});
