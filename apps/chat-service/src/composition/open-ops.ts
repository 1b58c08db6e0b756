import { serveOps } from "@hubbub/service-runtime";
import { postgresAnswers } from "@hubbub/service-runtime/postgres";
import type { Broker } from "../broker/broker.ts";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import type { Instance } from "./instance.ts";

export interface Ops {
  port: number;
  /** As readiness tells it. */
  state: "starting" | "serving" | "draining";
  /** Whether the file storage was there when it was asked last; undefined where there is none. */
  filesAreThere?: () => boolean;
}

/** The port for probes and metrics. */
export async function openOps(
  { config, life, logger, metrics }: Instance,
  { db, broker }: { readonly db: ChatDatabase; readonly broker: Broker },
): Promise<Ops> {
  const ops: Ops = { port: 0, state: "starting" };
  const server = await serveOps({
    host: config.bindHost,
    port: config.opsPort,
    secret: config.opsSecret,
    metrics,
    logger,
    checkReadiness: async () => {
      const { state } = ops;
      const postgres = await postgresAnswers(db);
      // Without files chat goes on.
      const files = ops.filesAreThere === undefined ? {} : { files: ops.filesAreThere() ? "up" : "away" };
      const answers = { postgres: postgres ? "up" : "away", broker: broker.state, ...files };
      return { ready: state === "serving" && postgres, details: { state, ...answers, server_id: config.serverId } };
    },
  });
  ops.port = server.port;
  life.onStop("ops server", () => server.stop());
  return ops;
}
