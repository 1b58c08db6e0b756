import type { Logger } from "@hubbub/service-runtime";
import type { Kysely } from "kysely";
import { listenToChannel } from "../db/listen-to-channel.ts";
import type { Schema } from "../db/schema.ts";
import { readNotification } from "./read-notification.ts";
import { RevocationFeed } from "./revocation-feed.ts";
import { selectRevocations } from "./revocation-queries.ts";

interface Options {
  readonly url: string;
  readonly logger: Logger;
  readonly clock: () => Date;
  /** How long a revocation matters. */
  readonly memoryMs: number;
}

/** A feed of what this and every other instance revokes, as the database tells it. `stop` ends it. */
export function openRevocationFeed(
  db: Kysely<Schema>,
  { url, logger, clock, memoryMs }: Options,
): { readonly feed: RevocationFeed; stop(): Promise<void> } {
  const feed = new RevocationFeed(() => selectRevocations(db, new Date(clock().getTime() - memoryMs)));
  const stopping = new AbortController();
  const listener = {
    onListening: () => void feed.pushAll().catch(warn),
    onNotification: (payload: string) => {
      const revocations = readNotification(payload);
      if (revocations !== undefined) feed.push(revocations);
    },
    onLost: warn,
  };
  const listening = listenToChannel(url, "hubbub_revocations", listener, stopping.signal);
  return {
    feed,
    async stop() {
      stopping.abort();
      await listening;
    },
  };

  function warn(err: unknown): void {
    logger.warn({ err }, "revocations may be told late");
  }
}
