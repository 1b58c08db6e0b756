import { join } from "node:path";
import { freePort } from "@hubbub/stack";
import type { GeneratorScript } from "../generator/generator-script.ts";
import { type BenchServer, type RunningServer, type ServerName, serverTitles } from "./bench-server.ts";
import { startProcess, type StartedProcess } from "./start-process.ts";

interface PeerOptions {
  readonly name: ServerName;
  /** Below `peers/`. */
  readonly file: string;
  readonly script: GeneratorScript;
  readonly instances: number;
  readonly redis: boolean;
}

export function peerServer(options: PeerOptions): BenchServer {
  const { name, script } = options;
  return { name, title: serverTitles[name], script, start: () => start(options) };
}

async function start({ file, instances, redis }: PeerOptions): Promise<RunningServer> {
  const started: StartedProcess[] = [];
  const stop = async () => {
    for (const one of started.toReversed()) await one.stop();
  };
  try {
    const redisPort = await freePort();
    if (redis) started.push(await startRedis(redisPort));
    const ports: number[] = [];
    for (let instance = 0; instance < instances; instance += 1) {
      const port = await freePort();
      const path = join(import.meta.dirname, "peers", file);
      const node = [process.execPath, "--disable-warning=ExperimentalWarning", path];
      started.push(await startProcess([...node, String(port), String(redisPort)], port));
      ports.push(port);
    }
    const pids = started.map(({ pid }) => pid);
    return { ports, pids, chatPids: pids.slice(-instances), seat, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function seat(set: string, room: number, person: number) {
  return { room: `${set}-${room + 1}`, token: `person-${room + 1}-${person + 1}` };
}

/** As hubbub's own: it keeps nothing. */
function startRedis(port: number): Promise<StartedProcess> {
  const settings = ["--bind", "127.0.0.1", "--port", String(port), "--save", "", "--appendonly", "no"];
  return startProcess(["redis-server", ...settings], port);
}
