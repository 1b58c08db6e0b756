import { readdir } from "node:fs/promises";
import { Client } from "pg";
import type { ChaosSystem } from "../../system/chaos-system.ts";
import { until } from "../../system/until.ts";

/** The job that removes files has a lease, which a killed instance holds for a while. */
const collectedMs = 90_000;

/** A day later there is nothing stored but what stands in messages. */
export async function nothingIsLeftBehind(system: ChaosSystem): Promise<void> {
  const database = new Client({ connectionString: system.stack.databaseUrls.chat });
  await database.connect();
  try {
    await database.query("update files set created_at = created_at - interval '2 days' where seq is null");
    let left: readonly string[] = [];
    await until(
      () => `what is stored is what stands in messages; besides there is ${left.slice(0, 3).join(", ")}`,
      collectedMs,
      async () => {
        const { rows } = await database.query<{ id: string }>("select id from files where seq is not null");
        const ids = new Set(rows.map(({ id }) => id));
        left = (await storedIds(system.filesFolder)).filter((id) => !ids.has(id));
        const { rows: unsent } = await database.query(
          "select 1 from files where seq is null and emptied_at is null limit 1",
        );
        return left.length === 0 && unsent.length === 0;
      },
    );
  } finally {
    await database.end();
  }
}

/** Of what is on its way as well. */
async function storedIds(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true });
  return [...new Set(names.flatMap((name) => /[0-9a-f]{32}/.exec(name) ?? []))];
}
