import { readDescriptorImage } from "@hubbub/grpc-api";
import { isForServices } from "@hubbub/grpc-api/for-services";
import { type RevocationServiceServer, RevocationServiceService } from "@hubbub/grpc-api/revocations";
import { UserServiceService } from "@hubbub/grpc-api/users";
import {
  type Handlers,
  Lifecycle,
  type Logger,
  openTracing,
  serveGrpc,
  serveOps,
  runEvery,
  type Tracing,
} from "@hubbub/service-runtime";
import { buildIndexes, postgresAnswers, whenPostgresIsThere } from "@hubbub/service-runtime/postgres";
import { openPasswordHasher } from "./accounts/password-hasher.ts";
import { toKey } from "./accounts/to-key.ts";
import { warnOfVacantAdmins } from "./accounts/warn-of-vacant-admins.ts";
import { beforeBody } from "./api/before-body.ts";
import type { Service } from "./api/service.ts";
import { serveRest } from "./api/serve-rest.ts";
import { toHandler } from "./api/to-handler.ts";
import { userHandlers } from "./api/user-handlers.ts";
import { watchRevocations } from "./api/watch-revocations.ts";
import { forgetOldAuditEvents } from "./audit/forget-old-audit-events.ts";
import type { UserServiceConfig } from "./config.ts";
import { readyUsersDatabase, usersRelease } from "./db/migrate-users.ts";
import { openDatabase } from "./db/open-database.ts";
import { createUserMetrics, type UserMetrics } from "./events/create-user-metrics.ts";
import { recordKeyChange } from "./events/record-key-change.ts";
import { observeHasher } from "./events/observe-hasher.ts";
import { openFairUse } from "./fair-use/open-fair-use.ts";
import { openKeyRing } from "./keys/key-ring.ts";
import { type KeyRules, tendSigningKeys } from "./keys/tend-signing-keys.ts";
import { cleaningIntervalMs, postgresStartWaitMs, revocationMarginMs, signingKeyReloadMs } from "./limits.ts";
import { openRevocationFeed } from "./revocations/open-revocation-feed.ts";
import { cleanExpired } from "./sessions/clean-expired.ts";
import { forgetOldAddresses } from "./sign-in-guard/known-address-queries.ts";

export interface RunningUserService {
  readonly httpPort: number;
  readonly grpcPort: number;
  readonly opsPort: number;
  stop(): Promise<void>;
}

export interface UserServiceOptions {
  readonly life?: Lifecycle;
  readonly logger?: Logger;
  /** The time that tokens and sessions go by. */
  readonly clock?: () => Date;
}

/**
 * Starts the service; several instances may start at once on one database. While Postgres is away it is alive and not
 * ready, and throws only after `postgresStartWaitMs`. A failed start leaves nothing open.
 */
export async function startUserService(
  config: UserServiceConfig,
  options: UserServiceOptions = {},
): Promise<RunningUserService> {
  const metrics = createUserMetrics();
  const { logger: ownLogger, tracing } = await openTracing({
    settings: config.traces,
    instance: "user-service",
    registry: metrics.registry,
    log: { service: "user-service", level: config.logLevel },
  });
  const logger = options.logger ?? ownLogger;
  const life = options.life ?? new Lifecycle(logger);
  life.onStop("traces", () => tracing?.stop());
  try {
    return await start(config, { logger, life, metrics, tracing, clock: options.clock ?? (() => new Date()) });
  } catch (error) {
    await life.stop();
    throw error;
  }
}

interface Parts extends Required<UserServiceOptions> {
  readonly metrics: UserMetrics;
  readonly tracing: Tracing | undefined;
}

async function start(
  config: UserServiceConfig,
  { logger, life, metrics, tracing, clock }: Parts,
): Promise<RunningUserService> {
  const host = config.bindHost;
  if (config.rateLimits === "off") logger.warn("RATE_LIMITS is off: nobody is held back");
  if (config.grpc.secret === "")
    logger.warn("GRPC_SECRET is not set: whoever reaches the gRPC port passes for a service");

  const db = openDatabase(config.databaseUrl, logger, metrics, tracing);
  life.onStop("postgres", () => db.destroy());

  let serving = false;
  const checkReadiness = async () => {
    const postgres = await postgresAnswers(db);
    return { ready: postgres && serving && !life.stopping, details: { postgres: postgres ? "up" : "away" } };
  };
  const ops = await serveOps({
    host,
    port: config.opsPort,
    secret: config.opsSecret,
    metrics,
    logger,
    checkReadiness,
  });
  life.onStop("ops", () => ops.stop());

  const rules = toRules(config);
  const keyRules = toKeyRules(config);
  const { keys, ownerUrl } = await whenPostgresIsThere(
    async () => {
      const urls = { url: config.databaseUrl, migrationUrl: config.migrationUrl };
      const migratedAs = await readyUsersDatabase(urls, logger);
      await tendKeys();
      return { keys: await openKeyRing(db, config.signingKeySecret, clock), ownerUrl: migratedAs };
    },
    { logger, isStopping: () => life.stopping, giveUpAfterMs: postgresStartWaitMs },
  );
  metrics.signingKeys.set(keys.listed.length);

  const { fairUse, guard } = await openFairUse(config, { life, logger, metrics });
  const hasher = await openPasswordHasher({
    shares: config.rateLimits,
    onShareSpent: () => metrics.rateLimited.inc({ limit: "password_queue" }),
  });
  observeHasher(metrics, hasher);

  await warnOfVacantAdmins(db, rules.adminUsernames, logger);
  const memoryMs = rules.revocationMemoryMs;
  const revocations = openRevocationFeed(db, { url: config.databaseUrl, logger, clock, memoryMs });
  life.onStop("revocations", () => revocations.stop());
  metrics.observeWatchers(() => revocations.feed.watchers);
  const { feed } = revocations;
  const service: Service = { db, hasher, guard, fairUse, keys, feed, clock, logger, metrics, rules };
  const handlers = userHandlers(service);

  const grpc = await serveGrpc({
    host,
    port: config.grpcPort,
    services: [
      { definition: UserServiceService, handlers },
      { definition: RevocationServiceService, handlers: revocationHandlers(service) },
    ],
    callers: { ...config.grpc, isForServices },
    ...(config.grpc.reflection === "on" ? { reflection: readDescriptorImage() } : {}),
    metrics,
    logger,
    tracing,
  });
  life.onStop("grpc", () => grpc.stop());

  const rest = await serveRest({
    host,
    port: config.httpPort,
    handlers,
    beforeBody: toHandler(service, beforeBody),
    allowedOrigins: config.allowedOrigins,
    metrics,
    logger,
    tracing,
  });
  life.onStop("http", () => rest.stop());

  life.onStop(
    "signing keys",
    runEvery(signingKeyReloadMs, rotateKeys, (err) => logger.warn({ err }, "keys not read")),
  );
  life.onStop(
    "cleaning",
    runEvery(cleaningIntervalMs, clean, (err) => logger.warn({ err }, "cleaning failed")),
  );

  serving = true;
  life.onStop("readiness", () => (serving = false));
  const ports = { httpPort: rest.port, grpcPort: grpc.port, opsPort: ops.port };
  logger.info(ports, "serving");
  if (ownerUrl !== undefined) life.onStop("indexes", buildIndexes(ownerUrl, usersRelease, logger));
  return { ...ports, stop: () => life.stop() };

  async function tendKeys(): Promise<void> {
    const { made, deleted } = await tendSigningKeys(db, keyRules, { now: clock() });
    if (made !== undefined) recordKeyChange({ logger, metrics }, "made", made);
    for (const kid of deleted) recordKeyChange({ logger, metrics }, "deleted", { kid });
  }

  async function rotateKeys(): Promise<void> {
    try {
      await tendKeys();
    } finally {
      await keys.reload();
    }
    metrics.signingKeys.set(keys.listed.length);
  }

  async function clean(): Promise<void> {
    const cleaned = await cleanExpired(db, clock());
    metrics.expiredRowsDeleted.inc({ table: "sessions" }, cleaned.sessions);
    metrics.expiredRowsDeleted.inc({ table: "refresh_tokens" }, cleaned.refreshTokens);
    metrics.expiredRowsDeleted.inc({ table: "known_addresses" }, await forgetOldAddresses(db, clock()));
    const auditEvents = await forgetOldAuditEvents(db, { now: clock(), auditDays: config.auditDays });
    metrics.expiredRowsDeleted.inc({ table: "audit_events" }, auditEvents);
    if (cleaned.sessions + cleaned.refreshTokens > 0) logger.info(cleaned, "deleted what had expired");
  }
}

function revocationHandlers(service: Service): Handlers<RevocationServiceServer> {
  return { watchRevocations: (request, call) => watchRevocations(service, request, call) };
}

function toKeyRules({ signingKeySecret, signingKeyDays, accessTokenMinutes }: UserServiceConfig): KeyRules {
  return { secret: signingKeySecret, keyDays: signingKeyDays, accessTokenSeconds: accessTokenMinutes * 60 };
}

function toRules(config: UserServiceConfig): Service["rules"] {
  return {
    accessTokenSeconds: config.accessTokenMinutes * 60,
    revocationMemoryMs: config.accessTokenMinutes * 60_000 + revocationMarginMs,
    refreshTokenMs: config.refreshTokenDays * 24 * 60 * 60 * 1_000,
    passwordMinLength: config.passwordMinLength,
    adminUsernames: new Set(config.adminUsernames.map(toKey)),
  };
}
