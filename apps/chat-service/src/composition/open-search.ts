import { Gauge } from "prom-client";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { runLeasedJob } from "../jobs/leased-job.ts";
import { indexSweepMs } from "../limits.ts";
import { createIndexMetrics } from "../search/index-metrics.ts";
import { countRoomsToBackfill } from "../search/index-queries.ts";
import { SearchIndex } from "../search/search-index.ts";
import { openStems, type StemsOf } from "../search/words/stemmers.ts";
import type { Instance } from "./instance.ts";

/** The words of messages, on the chat database: written after each commit, and swept by one instance of the system. */
export async function openSearch(
  { config, bootId, life, metrics, warn }: Instance,
  db: ChatDatabase,
): Promise<{ readonly index: SearchIndex; readonly stemsOf: StemsOf }> {
  const stemsOf = await openStems(config.searchLanguages);
  const index = new SearchIndex({ db, stemsOf, metrics: createIndexMetrics(metrics.registry), warn });
  life.onStop("search index", () => index.stop());
  const sweep = { name: "index messages", everyMs: indexSweepMs, step: () => index.sweep() };
  const toIndex: Gauge = new Gauge({
    name: "search_rooms_to_index",
    help: "Rooms with messages of before the index, or before `make reindex`, that are not indexed (again) yet.",
    registers: [metrics.registry],
    // Without a value while the database is away.
    async collect() {
      toIndex.set(await countRoomsToBackfill(db).catch(() => Number.NaN));
    },
  });
  life.onStop("search sweep", runLeasedJob({ ...sweep, db, bootId, metrics: metrics.jobs, warn }));
  return { index, stemsOf };
}
