import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createLogger, Lifecycle } from "@hubbub/service-runtime";
import { openPostgres } from "@hubbub/service-runtime/postgres";
import { testDatabase, testRedis, type TestRedis } from "@hubbub/stack/testing";
import { type RunningChatService, startChatService } from "../chat-service.ts";
import { readChatServiceConfig } from "../config.ts";
import { type FakeUserService, startFakeUserService, testServiceSecret, type TestUser } from "./fake-user-service.ts";
import { prepareChatDatabase } from "./prepare-chat-database.ts";
import { type SpawnedInstance, spawnInstance } from "./spawn-instance.ts";
import { TestSocket } from "./test-socket.ts";

export interface ChatInstance extends RunningChatService {
  readonly serverId: string;
  /** The REST answer's status and JSON. */
  rest(
    method: string,
    path: string,
    options?: RestOptions,
  ): Promise<{ status: number; json: Record<string, unknown>; headers: Headers }>;
  /** Makes a room and answers its id. */
  createRoom(as: TestUser, room: { name: string; type?: string; topic?: string }): Promise<number>;
  /** A socket of this user that has authenticated. */
  connect(user: TestUser): Promise<TestSocket>;
  /** `address`: the client's, as Nginx would say it. */
  socket(query?: string, from?: { readonly address: string }): Promise<TestSocket>;
  stop(): Promise<void>;
}

export interface RestOptions {
  readonly as?: TestUser;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ChatStack {
  readonly users: FakeUserService;
  readonly redis: TestRedis;
  readonly databaseUrl: string;
  /** The same as the instances come. */
  readonly serviceUrl: string;
  /** For what no command does. */
  sql(text: string): Promise<readonly Record<string, unknown>[]>;
  start(serverId: string, settings?: Readonly<Record<string, string>>): Promise<ChatInstance>;
  /** An instance in a process of its own, for what only a process can suffer. */
  spawn(serverId: string, settings?: Readonly<Record<string, string>>): Promise<SpawnedInstance>;
  stop(): Promise<void>;
}

/** Postgres, Redis and a fake user-service, and as many chat instances as the test starts. */
export async function startChatStack(): Promise<ChatStack> {
  const database = await testDatabase("chat", prepareChatDatabase);
  const redis = await testRedis();
  const users = await startFakeUserService();
  const logger = createLogger({ service: "test", level: "silent" });
  const pool = openPostgres(database.url, { logger, applicationName: "test", maxConnections: 2 });
  const files = mkdtempSync(join(tmpdir(), "hubbub-test-files-"));
  const instances: ChatInstance[] = [];
  const spawned: SpawnedInstance[] = [];
  const env = {
    DATABASE_URL: database.serviceUrl,
    REDIS_URL: redis.url,
    USER_SERVICE_GRPC: users.address,
    FILES_URL: pathToFileURL(files).href,
  };
  return {
    users,
    redis,
    databaseUrl: database.url,
    serviceUrl: database.serviceUrl,
    sql: async (text) => (await pool.query<Record<string, unknown>>(text)).rows,
    async start(serverId, settings = {}) {
      const instance = await startInstance(serverId, { ...env, ...settings });
      instances.push(instance);
      return instance;
    },
    async spawn(serverId, settings = {}) {
      const instance = await spawnInstance({ ...settingsOf(serverId), ...env, ...settings });
      spawned.push(instance);
      return instance;
    },
    async stop() {
      await Promise.all([...instances.map((instance) => instance.stop()), ...spawned.map((each) => each.kill())]);
      await users.stop();
      await redis.stop();
      await pool.end();
      await database.stop();
      rmSync(files, { recursive: true, force: true });
    },
  };
}

/** Tests do in seconds what people do in hours; those of the limits turn them on. Nor do they ask for pages on the internet. */
function settingsOf(serverId: string): Readonly<Record<string, string>> {
  const anyPort = { HTTP_PORT: "0", GRPC_PORT: "0", OPS_PORT: "0" };
  const quiet = { LOG_LEVEL: "error", DRAIN_MS: "200", RATE_LIMITS: "off", LINK_PREVIEWS: "off", CANARY: "off" };
  const inside = { GRPC_SECRET: testServiceSecret, GRPC_SECRET_REQUIRED: "on" };
  return { SERVER_ID: serverId, ...anyPort, ...quiet, ...inside };
}

async function startInstance(serverId: string, env: Readonly<Record<string, string>>): Promise<ChatInstance> {
  const life = new Lifecycle(createLogger({ service: serverId, level: "error" }));
  const config = readChatServiceConfig({ ...settingsOf(serverId), ...env });
  const running = await startChatService(config, { life }).catch(async (error: unknown) => {
    await life.stop();
    throw error;
  });
  const base = `http://127.0.0.1:${running.httpPort}`;
  const instance: ChatInstance = {
    ...running,
    serverId,
    stop: () => life.stop(),

    async rest(method, path, { as, body, headers = {} } = {}) {
      const response = await fetch(`${base}${path}`, {
        method,
        headers: {
          ...(as === undefined ? {} : { authorization: `Bearer ${as.token}` }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      return {
        status: response.status,
        json: (await response.json()) as Record<string, unknown>,
        headers: response.headers,
      };
    },

    async createRoom(as, room) {
      const { status, json } = await instance.rest("POST", "/api/v1/rooms", { as, body: room });
      if (status !== 200) throw new Error(`no room: ${JSON.stringify(json)}`);
      return Number(json["id"]);
    },

    socket(query = "", from) {
      const headers = from === undefined ? {} : { "X-Real-IP": from.address };
      return new TestSocket(`${base.replace("http", "ws")}/ws${query}`, headers).opened();
    },

    async connect(user) {
      const socket = await instance.socket();
      await socket.ask({ type: "auth", token: user.token }, "success");
      return socket;
    },
  };
  return instance;
}
