import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { claimPort } from "./claim-port.ts";

const lowestPort = 20_000;
const tries = 200;

/**
 * A TCP port that is free on 127.0.0.1 and lies below the range that the kernel hands to outgoing connections: a child
 * that comes back after a crash must not find its port taken by somebody's connection. Nobody else who asks here, in this
 * process or another, gets it as long as this process lives: until somebody listens there it would look free to them too.
 */
export async function freePort(): Promise<number> {
  const highestPort = lowestEphemeralPort() - 1;
  for (let tried = 0; tried < tries; tried++) {
    const port = lowestPort + Math.floor(Math.random() * (highestPort - lowestPort + 1));
    if ((await claimPort(port)) && (await isFree(port))) return port;
  }
  throw new Error(`found no free port between ${lowestPort} and ${highestPort} on 127.0.0.1`);
}

function lowestEphemeralPort(): number {
  try {
    const lowest = Number(readFileSync("/proc/sys/net/ipv4/ip_local_port_range", "utf8").trim().split(/\s+/)[0]);
    return lowest > lowestPort + 1_000 ? lowest : 65_535;
  } catch {
    return 32_768;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen({ host: "127.0.0.1", port, exclusive: true });
    await once(server, "listening");
  } catch {
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}
