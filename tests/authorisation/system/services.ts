import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type RunningService, startService, testDatabase, testRedis } from "@hubbub/stack/testing";

export interface Service {
  readonly http: string;
  /** host:port */
  readonly grpc: string;
}

export interface Services {
  readonly users: Service;
  /** Two instances of the chat-service. */
  readonly chats: readonly [Service, Service];
  /** A second user-service, whose clock is behind: what it signs has run out. */
  readonly late: RunningService;
  stop(): Promise<void>;
}

/** What services prove themselves to each other with. */
export const serviceSecret = "a-secret-of-the-matrix-only";
/** Who of these registers is a server admin. */
export const adminUsernames = ["root", "late", "gone"] as const;
/** Longer than an access token is good. */
const lateMs = 3_600_000;

/** A user-service and two chat instances as processes of their own, on a Postgres and a Redis of theirs. */
export async function startServices(): Promise<Services> {
  const nothing = async () => {};
  const [users, chat] = [await testDatabase("empty", nothing), await testDatabase("empty", nothing)];
  const redis = await testRedis();
  const running: RunningService[] = [];
  // One person does here what a crowd does elsewhere.
  const settings = { RATE_LIMITS: "off", GRPC_SECRET: serviceSecret, GRPC_SECRET_REQUIRED: "on", REDIS_URL: redis.url };
  const start = async (
    app: "chat-service" | "user-service",
    env: Readonly<Record<string, string>>,
    args: readonly string[] = [],
  ) => {
    const one = await startService(app, { ...settings, ...env }, args);
    running.push(one);
    return one;
  };
  const usersEnv = {
    DATABASE_URL: users.url,
    SIGNING_KEY_SECRET: "a secret of the matrix only",
    ADMIN_USERNAMES: adminUsernames.join(","),
  };
  const userService = await start("user-service", usersEnv);
  const files = await mkdtemp(join(tmpdir(), "hubbub-matrix-"));
  const chatEnv = {
    DATABASE_URL: chat.url,
    USER_SERVICE_GRPC: userService.grpc,
    FILES_URL: pathToFileURL(files).href,
  };
  const startChat = (serverId: string) => start("chat-service", { ...chatEnv, SERVER_ID: serverId, DRAIN_MS: "0" });
  const startLate = () => start("user-service", { ...usersEnv, LATE_MS: String(lateMs) }, ["--import", lateClock]);
  const [one, two, late] = await Promise.all([startChat("chat-1"), startChat("chat-2"), startLate()]);
  return {
    users: userService,
    chats: [one, two],
    late,
    async stop() {
      await Promise.all(running.map((one) => one.stop()));
      await redis.stop();
      await Promise.all([users.stop(), chat.stop(), rm(files, { recursive: true, force: true })]);
    },
  };
}

const lateClock = new URL("late-clock.ts", import.meta.url).href;
