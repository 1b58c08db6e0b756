import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "../create-logger.ts";
import { indexBuildRetryMs } from "../limits.ts";
import { ensureIndexes } from "./ensure-indexes.ts";
import type { DatabaseRelease } from "./migrate-database.ts";

/**
 * Builds the release's missing indexes while the service serves, and tries again until they are there: a backup, or a
 * transaction that somebody left open, may hold a build up. The answered function stops it.
 */
export function buildIndexes(
  url: string,
  release: Pick<DatabaseRelease, "name" | "indexes">,
  logger: Logger,
): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const building = untilBuilt();
  return () => {
    stopping.abort();
    return building;
  };

  async function untilBuilt(): Promise<void> {
    while (!signal.aborted) {
      try {
        if (await ensureIndexes(url, release, { logger, signal })) return;
      } catch (err) {
        if (!signal.aborted) logger.warn({ err }, "an index could not be built: it is tried again");
      }
      await delay(indexBuildRetryMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
}
