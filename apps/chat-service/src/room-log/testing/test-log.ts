import { createLogger } from "@hubbub/service-runtime";
import { openPostgres } from "@hubbub/service-runtime/postgres";
import { testDatabase } from "@hubbub/stack/testing";
import type { QueryResultRow } from "pg";
import { prepareChatDatabase } from "../../testing/prepare-chat-database.ts";
import { type ChatDatabase, openChatDatabase } from "../../db/open-chat-database.ts";
import { commitGraceMs, commitIntervalMs } from "../../limits.ts";
import type { CommittedBatch } from "../events/committed-batch.ts";
import { LogWriter } from "../append/log-writer.ts";

export interface TestLog {
  readonly url: string;
  readonly db: ChatDatabase;
  /** Any SQL; ids and seqs as numbers. */
  sql<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** A writer of its own, as each instance has one; `url` where it shall go another way to the same database. */
  writer(options?: {
    readonly url?: string;
    readonly intervalMs?: number;
    readonly graceMs?: number;
    readonly onCommitted?: () => void;
  }): TestWriter;
  stop(): Promise<void>;
}

export interface TestWriter extends LogWriter {
  readonly committed: CommittedBatch[];
  readonly heads: { readonly roomId: number; readonly lastSeq: number; readonly epoch: string }[];
  readonly warnings: string[];
  /** Sizes of the transactions that were committed. */
  readonly batches: number[];
}

/** A fresh chat database with as many writers as a test wants. */
export async function testLog(): Promise<TestLog> {
  const database = await testDatabase("chat", prepareChatDatabase);
  const logger = createLogger({ service: "chat-service", level: "silent" });
  const pool = openPostgres(database.url, { logger, applicationName: "test", maxConnections: 4 });
  const db = openChatDatabase(pool);
  const writers: LogWriter[] = [];
  return {
    url: database.url,
    db,
    sql: async <Row extends QueryResultRow>(text: string, values: unknown[] = []) =>
      (await pool.query<Row>(text, values)).rows,
    writer({
      url = database.url,
      intervalMs = commitIntervalMs,
      graceMs = commitGraceMs,
      onCommitted = () => undefined,
    } = {}) {
      const record = { committed: [], heads: [], warnings: [], batches: [] } as Pick<
        TestWriter,
        "committed" | "heads" | "warnings" | "batches"
      >;
      const writer = new LogWriter({
        url,
        intervalMs,
        graceMs,
        metrics: {
          committed: () => undefined,
          batch: (items) => record.batches.push(items),
        },
        onCommitted: (batches) => {
          record.committed.push(...batches);
          onCommitted();
        },
        onHeads: (heads, epoch) => record.heads.push(...heads.map((head) => ({ ...head, epoch }))),
        warn: (_error, message) => record.warnings.push(message),
      });
      writers.push(writer);
      return Object.assign(writer, record);
    },
    async stop() {
      await Promise.all(writers.map((writer) => writer.stop()));
      await db.destroy();
      await database.stop();
    },
  };
}
