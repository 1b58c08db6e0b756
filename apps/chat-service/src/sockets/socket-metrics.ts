import { closeCodes } from "@hubbub/ws-protocol";
import { Counter, Gauge, type Registry } from "prom-client";

export interface SocketMetrics {
  /** The socket is gone; `code` as uWebSockets.js reports it. */
  disconnected(code: number): void;
  refused(limit: "connections" | "connect_rate" | "draining"): void;
  commandRefused(code: string): void;
}

const knownCodes = new Set<number>([1000, 1001, 1005, 1006, ...Object.values(closeCodes)]);

/** Metrics of the sockets; once per process and registry. `openSockets` is read when scraped. */
export function createSocketMetrics(registry: Registry, openSockets: () => number): SocketMetrics {
  const registers = [registry];
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
  const refusals = new Counter({
    name: "websocket_upgrades_refused_total",
    help: "Upgrades answered with 503.",
    labelNames: ["limit"],
    registers,
  });
  const errors = new Counter({
    name: "websocket_command_errors_total",
    help: "Error frames sent, by the catalogue's code.",
    labelNames: ["code"],
    registers,
  });
  return {
    disconnected: (code) => disconnects.inc({ code: knownCodes.has(code) ? String(code) : "other" }),
    refused: (limit) => refusals.inc({ limit }),
    commandRefused: (code) => errors.inc({ code }),
  };
}
