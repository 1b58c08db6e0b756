import { answersPing } from "../processes/answers-ping.ts";
import { dieWithParent } from "../processes/die-with-parent.ts";
import { freePort } from "../processes/free-port.ts";
import { startProcess, type RunningProcess } from "../processes/start-process.ts";
import { until } from "../processes/until.ts";

export interface TestRedis {
  readonly url: string;
  readonly port: number;
  /** Ends the server as `kill -9` does. */
  kill(): Promise<void>;
  /** Starts it again, empty, on the same port. */
  start(): Promise<void>;
  /** Freezes it: its connections stay open and nothing answers. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

/** A Redis server of this test file's own. */
export async function testRedis(): Promise<TestRedis> {
  const port = await freePort();
  let server = await startServer(port);
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    kill: () => server.stop("SIGKILL", 0),
    async start() {
      if (server.hasEnded()) server = await startServer(port);
    },
    pause: () => server.signal("SIGSTOP"),
    resume: () => server.signal("SIGCONT"),
    stop: () => server.stop("SIGKILL", 0),
  };
}

async function startServer(port: number): Promise<RunningProcess> {
  const options = ["--bind", "127.0.0.1", "--port", String(port), "--save", "", "--appendonly", "no"];
  let output = "";
  const server = startProcess(dieWithParent(["redis-server", ...options], "TERM"), {
    env: { PATH: process.env["PATH"] ?? "" },
    cwd: "/tmp",
    output: (chunk) => void (output = (output + chunk.toString()).slice(-4_000)),
  });
  await until("the test's Redis", async () => server.hasEnded() || (await answersPing(port)), 10_000);
  if (server.hasEnded()) throw new Error(`redis-server ended with ${await server.ended}:\n${output}`);
  return server;
}
