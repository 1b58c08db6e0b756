import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { portHolder } from "./port-holder.ts";

/** Throws, naming who holds it, unless the port can be listened on; waits `patienceMs` for whoever is about to let go. */
export async function checkPort(setting: string, host: string, port: number, patienceMs: number): Promise<void> {
  if (port < lowestUnprivilegedPort()) {
    throw new Error(
      `${setting}=${port} is a port for root only, and nginx does not run as root here: choose one from 1024`,
    );
  }
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const failure = await listenFailure(host, port);
    if (failure === undefined) return;
    if (failure !== "EADDRINUSE") throw new Error(`cannot listen on ${host}:${port}: ${failure}`);
    if (performance.now() > deadline) break;
    await pause(100);
  }
  throw new Error(`port ${port} is taken by ${portHolder(port)}. Stop that, or choose another port with ${setting}.`);
}

async function listenFailure(host: string, port: number): Promise<string | undefined> {
  const server = createServer();
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, "listening");
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
  server.close();
  await once(server, "close");
  return undefined;
}

function lowestUnprivilegedPort(): number {
  try {
    return Number(readFileSync("/proc/sys/net/ipv4/ip_unprivileged_port_start", "utf8"));
  } catch {
    return 1024;
  }
}
