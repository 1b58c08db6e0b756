import type { TemplatedApp } from "uWebSockets.js";
import { maxUnauthenticatedPerAddress } from "../limits.ts";
import { type AttachedSockets, attachSockets } from "../sockets/attach-sockets.ts";
import { ConnectionGate } from "../sockets/session/connection-gate.ts";
import { createSocketMetrics } from "../sockets/session/socket-metrics.ts";
import type { SocketServices } from "../sockets/session/socket-services.ts";
import type { Instance } from "./instance.ts";

/** What the commands of sockets work on that is opened elsewhere. */
export type SocketParts = Omit<
  SocketServices,
  "serverId" | "origins" | "socketRates" | "metrics" | "events" | "logger" | "tracing"
>;

/** Before the app's other routes. */
export function serveSockets(app: TemplatedApp, instance: Instance, parts: SocketParts): AttachedSockets {
  const { config, life, metrics, logger, tracing, origins } = instance;
  const limited = config.rateLimits === "on";
  const gate = new ConnectionGate({
    maxConnections: config.maxConnections,
    connectsPerSecond: limited ? config.connectsPerSecond : undefined,
    maxUnauthenticated: limited ? maxUnauthenticatedPerAddress : Number.POSITIVE_INFINITY,
    fairUse: parts.rooms.fairUse,
    onRefused: (limit) => metrics.rateLimited.inc({ limit }),
  });
  const services: SocketServices = {
    ...parts,
    serverId: config.serverId,
    origins,
    socketRates: limited ? config.socketRates : undefined,
    metrics: createSocketMetrics(metrics, () => sockets.size),
    events: instance,
    logger,
    tracing,
  };
  const sockets = attachSockets(app, services, gate);
  life.onStop("sockets", () => sockets.stop());
  return sockets;
}
