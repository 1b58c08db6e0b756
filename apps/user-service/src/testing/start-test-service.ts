import { type GrpcClient, createLogger, createMetrics, openGrpcClient } from "@hubbub/service-runtime";
import { UserServiceService } from "@hubbub/grpc-api/users";
import { testDatabase } from "@hubbub/stack/testing";
import type { Kysely } from "kysely";
import { readUserServiceConfig } from "../config.ts";
import { openDatabase } from "../db/open-database.ts";
import type { Schema } from "../db/schema.ts";
import { startUserService } from "../user-service.ts";
import { prepareDatabase } from "./prepare-database.ts";
import { type Rest, restClient } from "./rest-client.ts";
import { TestClock } from "./test-clock.ts";

export const testSigningKeySecret = "a secret of the tests only";
export const testServiceSecret = "a-secret-of-the-tests-only";
export const testPassword = "correct horse battery";

export interface SignedIn {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly token: string;
  readonly refreshToken: string;
}

export interface TestService {
  readonly url: string;
  readonly rest: Rest;
  readonly grpc: GrpcClient<typeof UserServiceService>["calls"];
  /** The same as another of hubbub's services. */
  readonly grpcAsService: GrpcClient<typeof UserServiceService>["calls"];
  /** The service's database, past the service. */
  readonly db: Kysely<Schema>;
  readonly databaseUrl: string;
  readonly clock: TestClock;
  readonly grpcPort: number;
  readonly opsPort: number;
  readonly logged: readonly string[];
  /** A new account with a name of its own, signed in. */
  signUp(username?: string): Promise<SignedIn>;
  /** A second instance on the same database, by the same clock; tests stop it. */
  startAnother(env?: Readonly<Record<string, string>>): Promise<{ readonly rest: Rest; stop(): Promise<void> }>;
  stop(): Promise<void>;
}

/** The whole service on a fresh database, with a clock that only tests move. */
export async function startTestService(env: Readonly<Record<string, string>> = {}): Promise<TestService> {
  const database = await testDatabase("users", prepareDatabase);
  const clock = new TestClock();
  const logged: string[] = [];
  const logger = createLogger({
    service: "user-service",
    level: "debug",
    destination: { write: (line) => void logged.push(line) },
  });
  const running = await startUserService(testConfig(database.serviceUrl, env), { logger, clock: clock.now });
  const metrics = createMetrics("test");
  const address = `127.0.0.1:${running.grpcPort}`;
  const definition = UserServiceService;
  const client = openGrpcClient({ definition, address, metrics });
  const serviceClient = openGrpcClient({ definition, address, metrics, serviceSecret: testServiceSecret });
  const db = openDatabase(database.url, logger, metrics);
  const rest = restClient(running.httpPort);
  let people = 0;
  return {
    url: `http://127.0.0.1:${running.httpPort}`,
    rest,
    grpc: client.calls,
    grpcAsService: serviceClient.calls,
    db,
    databaseUrl: database.url,
    clock,
    grpcPort: running.grpcPort,
    opsPort: running.opsPort,
    logged,
    signUp: (username = `person-${(people += 1)}`) => signUp(rest, username),
    startAnother: async (otherEnv = {}) => {
      const config = testConfig(database.serviceUrl, { LOG_LEVEL: "silent", ...otherEnv });
      const other = await startUserService(config, { clock: clock.now });
      return { rest: restClient(other.httpPort), stop: () => other.stop() };
    },
    stop: async () => {
      client.close();
      serviceClient.close();
      await running.stop();
      await db.destroy();
      await database.stop();
    },
  };
}

export function testConfig(databaseUrl: string, env: Readonly<Record<string, string>> = {}) {
  return readUserServiceConfig({
    HTTP_PORT: "0",
    GRPC_PORT: "0",
    OPS_PORT: "0",
    DATABASE_URL: databaseUrl,
    SIGNING_KEY_SECRET: testSigningKeySecret,
    GRPC_SECRET: testServiceSecret,
    GRPC_SECRET_REQUIRED: "on",
    // A test's people all come from one address; what is about limits asks for them.
    RATE_LIMITS: "off",
    ...env,
  });
}

async function signUp(rest: Rest, username: string): Promise<SignedIn> {
  const email = `${username}@example.org`;
  const { status, body } = await rest("POST", "/api/v1/users/register", {
    body: { email, username, password: testPassword },
  });
  if (status !== 200) throw new Error(`${username} could not register: ${JSON.stringify(body)}`);
  const { id } = body["user"] as { id: number };
  return { id, username, email, token: String(body["token"]), refreshToken: String(body["refresh_token"]) };
}
