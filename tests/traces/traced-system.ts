import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type RunningService, startService, testDatabase, testRedis } from "@hubbub/stack/testing";

/** A user-service and two chat instances as processes of their own. */
export interface TracedSystem {
  readonly users: RunningService;
  readonly chats: readonly [RunningService, RunningService];
  stop(): Promise<void>;
}

/** `env` is all services'. */
export async function startTracedSystem(env: Readonly<Record<string, string>>): Promise<TracedSystem> {
  const nothing = async () => {};
  const databases = [await testDatabase("empty", nothing), await testDatabase("empty", nothing)] as const;
  const redis = await testRedis();
  const files = await mkdtemp(join(tmpdir(), "hubbub-traces-"));
  const common = {
    RATE_LIMITS: "off",
    GRPC_SECRET: "a-secret-of-the-traces-only",
    GRPC_SECRET_REQUIRED: "on",
    REDIS_URL: redis.url,
    DRAIN_MS: "0",
    ...env,
  };
  const users = await startService("user-service", {
    ...common,
    DATABASE_URL: databases[0].url,
    SIGNING_KEY_SECRET: "a secret of the traces only",
  });
  const chat = (serverId: string) =>
    startService("chat-service", {
      ...common,
      DATABASE_URL: databases[1].url,
      USER_SERVICE_GRPC: users.grpc,
      FILES_URL: pathToFileURL(files).href,
      SERVER_ID: serverId,
    });
  const chats = await Promise.all([chat("chat-1"), chat("chat-2")]);
  return {
    users,
    chats,
    async stop() {
      await Promise.all([users, ...chats].map((service) => service.stop()));
      await redis.stop();
      await Promise.all([...databases.map((database) => database.stop()), rm(files, { recursive: true, force: true })]);
    },
  };
}
