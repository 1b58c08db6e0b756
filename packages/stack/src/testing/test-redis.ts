import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answersPing } from "../processes/answers-ping.ts";
import { dieWithParent } from "../processes/die-with-parent.ts";
import { freePort } from "../processes/free-port.ts";
import { startProcess, type RunningProcess } from "../processes/start-process.ts";
import { until } from "../processes/until.ts";
import { redisUsers } from "../redis/redis-users.ts";
import { askRedis } from "./ask-redis.ts";

export interface TestRedis {
  /** As the services come: with their rights and no more. */
  readonly url: string;
  /** As whoever may do everything. */
  readonly operatorUrl: string;
  readonly port: number;
  /** Ends the server as `kill -9` does. */
  kill(): Promise<void>;
  /** Starts it again, empty, on the same port. */
  start(): Promise<void>;
  /** Freezes it: its connections stay open and nothing answers. */
  pause(): void;
  resume(): void;
  /** Ends it. Throws where it has refused a command, a key or a channel: the services may need more than the ACL allows. */
  stop(): Promise<void>;
}

const passwords = {
  hubbub: "of-the-services-in-tests",
  operator: "of-the-operator-in-tests",
  exporter: "of-the-exporter-in-tests",
};

/** A Redis server of this test file's own, with the users and the rights that hubbub runs with. */
export async function testRedis(): Promise<TestRedis> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "hubbub-test-redis-"));
  const usersPath = join(folder, "users.acl");
  writeFileSync(usersPath, redisUsers(passwords), { mode: 0o600 });
  const operatorUrl = `redis://operator:${passwords.operator}@127.0.0.1:${port}`;
  let server = await startServer(port, usersPath);
  return {
    url: `redis://hubbub:${passwords.hubbub}@127.0.0.1:${port}`,
    operatorUrl,
    port,
    kill: () => server.stop("SIGKILL", 0),
    async start() {
      if (server.hasEnded()) server = await startServer(port, usersPath);
    },
    pause: () => server.signal("SIGSTOP"),
    resume: () => server.signal("SIGCONT"),
    async stop() {
      const refused = server.hasEnded() ? "" : await askRedis(operatorUrl, "ACL LOG");
      await server.stop("SIGKILL", 0);
      rmSync(folder, { recursive: true, force: true });
      // Not who came with a wrong password.
      if (/reason\r\n\$\d+\r\n(command|key|channel)/.test(refused)) {
        throw new Error(`Redis refused something of the services (redis/users.acl.template):\n${refused}`);
      }
    },
  };
}

async function startServer(port: number, usersPath: string): Promise<RunningProcess> {
  const options = ["--bind", "127.0.0.1", "--port", String(port), "--save", "", "--appendonly", "no"];
  let output = "";
  const server = startProcess(dieWithParent(["redis-server", ...options, "--aclfile", usersPath], "TERM"), {
    env: { PATH: process.env["PATH"] ?? "" },
    cwd: "/tmp",
    output: (chunk) => void (output = (output + chunk.toString()).slice(-4_000)),
  });
  const login = { user: "hubbub", password: passwords.hubbub };
  await until("the test's Redis", async () => server.hasEnded() || (await answersPing(port, login)), 10_000);
  if (server.hasEnded()) throw new Error(`redis-server ended with ${await server.ended}:\n${output}`);
  return server;
}
