import type { TemplatedApp } from "uWebSockets.js";
import { attachWebSockets } from "./attach-web-sockets.ts";
import type { ConnectionGate } from "./connection-gate.ts";
import { OpenSessions } from "./open-sessions.ts";
import type { SocketServices } from "./socket-services.ts";

/** Serves every protocol that sockets speak. Call it before the app's other routes are set up. */
export function attachSockets(app: TemplatedApp, services: SocketServices, gate: ConnectionGate): OpenSessions {
  const sessions = new OpenSessions(services, gate);
  attachWebSockets(app, sessions, services);
  return sessions;
}
