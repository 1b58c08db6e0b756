import { randomUUID } from "node:crypto";
import { watchedOrigins } from "@hubbub/rest-gateway";
import { type Lifecycle, openTracing } from "@hubbub/service-runtime";
import { buildIndexes, whenPostgresIsThere } from "@hubbub/service-runtime/postgres";
import { createApi } from "./composition/create-api.ts";
import type { Instance } from "./composition/instance.ts";
import { listenToBroker } from "./composition/listen-to-broker.ts";
import { openAnnouncements } from "./composition/open-announcements.ts";
import { openBroker } from "./composition/open-broker.ts";
import { openCanary } from "./composition/open-canary.ts";
import { openDatabase } from "./composition/open-database.ts";
import { openDelivery } from "./composition/open-delivery.ts";
import { openFairUse } from "./composition/open-fair-use.ts";
import { openFiles } from "./composition/open-files.ts";
import { openGrpc } from "./composition/open-grpc.ts";
import { openHttp } from "./composition/open-http.ts";
import { openJobs } from "./composition/open-jobs.ts";
import { openNewcomers } from "./composition/open-newcomers.ts";
import { openOps } from "./composition/open-ops.ts";
import { openPeople } from "./composition/open-people.ts";
import { openPreviews } from "./composition/open-previews.ts";
import { openRoomLog } from "./composition/open-room-log.ts";
import { openSearch } from "./composition/open-search.ts";
import { openSignals } from "./composition/open-signals.ts";
import { openUseCases } from "./composition/open-use-cases.ts";
import { openUserService } from "./composition/open-user-service.ts";
import type { ChatServiceConfig } from "./config.ts";
import { createChatMetrics } from "./events/create-chat-metrics.ts";
import { chatRelease, readyChatDatabase } from "./migrate-chat.ts";

export interface RunningChatService {
  readonly httpPort: number;
  readonly grpcPort: number;
  readonly opsPort: number;
}

/**
 * Runs one chat instance until `life` stops it. Resolves once it serves: before that it waits for Postgres and for the
 * user-service's keys, live but not ready.
 */
export async function startChatService(
  config: ChatServiceConfig,
  { life }: { life: Lifecycle },
): Promise<RunningChatService> {
  const instance = await beginInstance(config, life);
  const { logger } = instance;

  const db = openDatabase(instance);
  const { broker, presence, whereabouts } = openBroker(instance);
  const ops = await openOps(instance, { db, broker });
  const isStopping = () => life.stopping;
  const urls = { url: config.databaseUrl, migrationUrl: config.migrationUrl };
  const ownerUrl = await whenPostgresIsThere(() => readyChatDatabase(urls, logger), { logger, isStopping });
  const { verifier: tokens, revocations, users, userService } = await openUserService(instance);
  const verifier = openNewcomers(instance, { db, verifier: tokens });

  const delivery = openDelivery(instance, { db, broker });
  const { signals, typing } = openSignals(instance, { db, broker, presence, delivery });
  const { people, peoplePresence } = openPeople(instance, { db, broker, whereabouts, users });
  listenToBroker(broker, { delivery, signals, people, peoplePresence, whereabouts });
  const { fairUse, openSockets } = await openFairUse(instance);

  await broker.start();
  await presence.start();
  await whereabouts.start();
  delivery.start();
  life.onStop("delivery", () => delivery.stop());
  await openAnnouncements(instance, { delivery, people });
  const { index, stemsOf } = await openSearch(instance, db);
  const files = await openFiles(instance, { db, ops, userService });
  const previews = openPreviews(instance, { db, files });
  const log = await openRoomLog(instance, { db, broker, presence, delivery, people, index, previews });

  openJobs(instance, { db, log, users, userService });
  openCanary(instance, { db, delivery, log });

  const useCases = openUseCases(instance, {
    db,
    log,
    fairUse,
    users,
    broker,
    people,
    signals,
    presence,
    stemsOf,
    files,
    userService,
  });
  const api = createApi(verifier, { ...useCases, userService }, instance.origins);
  const grpc = await openGrpc(instance, api);
  const sockets = {
    ...useCases,
    links: files.links,
    verifier,
    revocations,
    delivery,
    presence,
    typing,
    people,
    peoplePresence,
    openSockets,
  };
  const http = await openHttp(instance, { api, ops, sockets });

  ops.state = "serving";
  logger.info({ http_port: http.port, grpc_port: grpc.port, ops_port: ops.port }, "serving");
  if (ownerUrl !== undefined) life.onStop("indexes", buildIndexes(ownerUrl, chatRelease, logger));
  return { httpPort: http.port, grpcPort: grpc.port, opsPort: ops.port };
}

async function beginInstance(config: ChatServiceConfig, life: Lifecycle): Promise<Instance> {
  const { serverId, logLevel, rateLimits } = config;
  const metrics = createChatMetrics();
  const { logger, tracing } = await openTracing({
    settings: config.traces,
    instance: serverId,
    registry: metrics.registry,
    log: { service: "chat-service", level: logLevel, fields: { server_id: serverId } },
  });
  life.onStop("traces", () => tracing?.stop());
  if (rateLimits === "off") logger.warn("RATE_LIMITS=off: nothing limits what one person or address may do");
  return {
    config,
    bootId: `${serverId}-${randomUUID()}`,
    life,
    logger,
    metrics,
    tracing,
    origins: watchedOrigins(config.allowedOrigins, logger),
    warn: (err, message) => logger.warn({ err }, message),
  };
}
