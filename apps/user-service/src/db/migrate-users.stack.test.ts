import { readFileSync } from "node:fs";
import { createLogger } from "@hubbub/service-runtime";
import { ensureIndexes } from "@hubbub/service-runtime/postgres";
import { describeSchema, loadDump, testDatabase } from "@hubbub/stack/testing";
import { expect, onTestFinished, test } from "vitest";
import { migrateUsers, usersRelease } from "./migrate-users.ts";

const before = readFileSync(new URL("testing/as-of-migration-0003.sql", import.meta.url), "utf8");
const logger = createLogger({ service: "test", level: "silent" });

async function upToDate(name: string, fill: (url: string) => Promise<void>): Promise<string> {
  const database = await testDatabase(name, fill);
  onTestFinished(() => database.stop());
  await migrateUsers(database.url);
  await ensureIndexes(database.url, usersRelease, { logger });
  return database.url;
}

test("a database of an earlier release becomes the same as a new one", async () => {
  const fresh = await upToDate("no-users", () => Promise.resolve());
  const earlier = await upToDate("earlier-users", (url) => loadDump(url, before));
  expect(await describeSchema(earlier)).toEqual(await describeSchema(fresh));
});
