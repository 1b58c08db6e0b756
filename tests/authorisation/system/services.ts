import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { freePort } from "@hubbub/stack";
import { testDatabase, testRedis, waitFor } from "@hubbub/stack/testing";

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
  readonly late: Running;
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
  const running: Running[] = [];
  const start = async (app: string, env: Readonly<Record<string, string>>, args: readonly string[] = []) => {
    const one = await startOne(app, { REDIS_URL: redis.url, ...env }, args);
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

export interface Running extends Service {
  stop(): Promise<void>;
}

async function startOne(app: string, env: Readonly<Record<string, string>>, args: readonly string[]): Promise<Running> {
  const [http, grpc, ops] = [await freePort(), await freePort(), await freePort()];
  const ports = { HTTP_PORT: String(http), GRPC_PORT: String(grpc), OPS_PORT: String(ops) };
  // One person does here what a crowd does elsewhere.
  const settings = { LOG_LEVEL: "warn", RATE_LIMITS: "off", GRPC_SECRET: serviceSecret, GRPC_SECRET_REQUIRED: "on" };
  const main = ["--disable-warning=ExperimentalWarning", ...args, `apps/${app}/src/main.ts`];
  const child = spawn("setpriv", ["--pdeathsig=TERM", process.execPath, ...main], {
    env: { PATH: process.env["PATH"], ...settings, ...ports, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const keep = (chunk: Buffer) => void (output = (output + chunk.toString()).slice(-4_000));
  for (const stream of [child.stdout, child.stderr]) stream.on("data", keep);
  const gone = once(child, "exit");
  await waitFor(async () => {
    if (child.exitCode !== null) throw new Error(`${app} ended with ${child.exitCode}:\n${output}`);
    if (!(await fetch(`http://127.0.0.1:${ops}/readyz`)).ok) throw new Error(`${app} is not ready:\n${output}`);
  }, 40_000);
  return {
    http: `http://127.0.0.1:${http}`,
    grpc: `127.0.0.1:${grpc}`,
    async stop() {
      child.kill("SIGKILL");
      await gone;
    },
  };
}
