import type { TemplatedApp } from "uWebSockets.js";
import { attachWebSockets } from "./native/attach-web-sockets.ts";
import type { ConnectionGate } from "./session/connection-gate.ts";
import { OpenSessions } from "./session/open-sessions.ts";
import type { SocketServices } from "./session/socket-services.ts";
import { attachSocketIo } from "./socket-io/attach-socket-io.ts";

/** The open sockets of an app. */
export interface AttachedSockets extends Pick<OpenSessions, "size" | "drain"> {
  stop(): Promise<void>;
}

/** Serves every protocol that sockets speak. Call it before the app's other routes are set up. */
export function attachSockets(app: TemplatedApp, services: SocketServices, gate: ConnectionGate): AttachedSockets {
  const sessions = new OpenSessions(services, gate);
  attachWebSockets(app, sessions, services);
  const socketIo = attachSocketIo(app, sessions, services);
  return {
    get size() {
      return sessions.size;
    },
    drain: (drainMs) => sessions.drain(drainMs),
    async stop() {
      sessions.stop();
      await socketIo.stop();
    },
  };
}
