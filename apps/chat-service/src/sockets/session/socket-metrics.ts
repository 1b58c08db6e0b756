import type { Metrics } from "@hubbub/service-runtime";
import { errorCatalogue } from "@hubbub/errors";
import { type ClientFrameType, closeCodes } from "@hubbub/ws-protocol";
import { Counter, Gauge, Histogram } from "prom-client";
import { socketLimits } from "./frame-allowance.ts";

export interface SocketMetrics {
  /** The socket is gone; `code` as uWebSockets.js reports it. */
  disconnected(code: number): void;
  /** Counted in rate_limited_total. */
  limited(limit: SocketLimit): void;
  /** A command was answered, well or with an error, or has taken effect without an answer. */
  commandDone(command: ClientFrameType, seconds: number): void;
  /** An error frame was sent. */
  commandRefused(code: string): void;
}

/** What an upgrade or a frame can be refused for. */
const refusals = [
  "connections",
  "connect_rate",
  "connects",
  "draining",
  "open_sockets",
  ...socketLimits,
  "unanswered_commands",
  "rooms_per_socket",
] as const;

export type SocketLimit = (typeof refusals)[number];

const knownCodes = new Set<number>([1000, 1001, 1005, 1006, ...Object.values(closeCodes)]);

/** Metrics of the sockets; once per process and registry. `openSockets` is read when scraped. */
export function createSocketMetrics({ registry, rateLimited }: Metrics, openSockets: () => number): SocketMetrics {
  const registers = [registry];
  for (const limit of refusals) rateLimited.inc({ limit }, 0);
  const connections = new Gauge({
    name: "websocket_connections",
    help: "Open sockets, authenticated or not.",
    registers,
    collect(): void {
      connections.set(openSockets());
    },
  });
  const disconnects = new Counter({
    name: "websocket_disconnects_total",
    help: "Closed sockets by close code; codes that are not hubbub's or common ones are `other`.",
    labelNames: ["code"],
    registers,
  });
  for (const code of [...knownCodes, "other"]) disconnects.inc({ code: String(code) }, 0);
  const errors = new Counter({
    name: "websocket_command_errors_total",
    help: "Error frames sent, by the catalogue's code.",
    labelNames: ["code"],
    registers,
  });
  for (const code of Object.keys(errorCatalogue)) errors.inc({ code }, 0);
  const commandSeconds = new Histogram({
    name: "websocket_command_seconds",
    help: "From the receipt of a command to its answer, or to its effect where it has none; without pings.",
    labelNames: ["command"],
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  return {
    commandDone: (command, seconds) => commandSeconds.observe({ command }, seconds),
    disconnected: (code) => disconnects.inc({ code: knownCodes.has(code) ? String(code) : "other" }),
    limited: (limit) => rateLimited.inc({ limit }),
    commandRefused: (code) => errors.inc({ code }),
  };
}
