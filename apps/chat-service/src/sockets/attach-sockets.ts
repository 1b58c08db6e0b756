import { maxFrameBytes } from "@hubbub/ws-protocol";
import { DISABLED, type HttpRequest, type HttpResponse, type TemplatedApp } from "uWebSockets.js";
import { idleTimeoutSeconds, maxBackpressureBytes, socketSweepMs } from "../limits.ts";
import { checkDeadlines } from "./check-deadlines.ts";
import type { ConnectionGate } from "./connection-gate.ts";
import { drainSockets } from "./drain-sockets.ts";
import { leaveJoinedRoom } from "./leave-joined-room.ts";
import { receiveFrame } from "./receive-frame.ts";
import type { SocketServices } from "./socket-services.ts";
import { SocketSession } from "./socket-session.ts";

/** What one connection carries from its upgrade to its end. */
interface SocketData {
  /** Of the URL, for tools. */
  readonly token: string | undefined;
  readonly roomId: string | undefined;
  session: SocketSession | undefined;
}

/** The open sockets of an app. */
export interface AttachedSockets {
  readonly size: number;
  /** Admits nobody any more and sends everybody away, spread over `drainMs`. */
  drain(drainMs: number): Promise<void>;
  stop(): void;
}

/** Serves the native protocol at `/ws`. Call it before the app's other routes are set up. */
export function attachSockets(app: TemplatedApp, services: SocketServices, gate: ConnectionGate): AttachedSockets {
  const sessions = new Set<SocketSession>();
  const sweep = setInterval(() => {
    const nowMs = Date.now();
    for (const session of sessions) checkDeadlines(session, nowMs);
  }, socketSweepMs);

  app.ws<SocketData>("/ws", {
    maxPayloadLength: maxFrameBytes,
    idleTimeout: idleTimeoutSeconds,
    sendPingsAutomatically: true,
    maxBackpressure: maxBackpressureBytes,
    closeOnBackpressureLimit: true,
    compression: DISABLED,

    upgrade(res, req, context) {
      const admission = gate.admit(sessions.size);
      if (!admission.admitted) {
        services.metrics.limited(admission.limit);
        return refuseUpgrade(res, admission.retryAfterSeconds);
      }
      res.upgrade<SocketData>(
        readSocketData(req),
        req.getHeader("sec-websocket-key"),
        req.getHeader("sec-websocket-protocol"),
        req.getHeader("sec-websocket-extensions"),
        context,
      );
    },

    open(ws) {
      const data = ws.getUserData();
      const session = new SocketSession(ws, (reader, roomId) => removed(reader, roomId, services));
      data.session = session;
      sessions.add(session);
      beginFromUrl(session, data, services);
    },

    message(ws, message, isBinary) {
      const { session } = ws.getUserData();
      if (session === undefined || !session.open) return;
      if (isBinary) return session.close("protocol_error");
      receiveFrame(session, Buffer.from(message).toString(), services);
    },

    close(ws, code) {
      services.metrics.disconnected(code);
      const { session } = ws.getUserData();
      if (session === undefined) return;
      sessions.delete(session);
      session.closed();
      services.delivery.dropReader(session);
      for (const roomId of session.rooms) leaveJoinedRoom(session, roomId, services);
    },
  });

  return {
    get size() {
      return sessions.size;
    },
    drain(drainMs) {
      gate.close();
      return drainSockets(sessions, drainMs);
    },
    stop() {
      clearInterval(sweep);
      for (const session of sessions) session.close("shutdown");
    },
  };
}

function readSocketData(req: HttpRequest): SocketData {
  return { token: req.getQuery("token"), roomId: req.getQuery("room_id"), session: undefined };
}

function refuseUpgrade(res: HttpResponse, retryAfterSeconds: number): void {
  res.cork(() => {
    res
      .writeStatus("503 Service Unavailable")
      .writeHeader("Retry-After", String(retryAfterSeconds))
      .writeHeader("Content-Type", "text/plain")
      .end("This instance takes no more connections right now\n", true);
  });
}

/** As if the client had sent these frames first. */
function beginFromUrl(session: SocketSession, { token, roomId }: SocketData, services: SocketServices): void {
  if (token === undefined || token === "") return;
  receiveFrame(session, JSON.stringify({ type: "auth", token }), services);
  if (roomId === undefined || roomId === "") return;
  receiveFrame(session, JSON.stringify({ type: "join_room", room_id: roomId }), services);
}

/** The room's log says that this person is no longer one of it. */
function removed(session: SocketSession, roomId: number, { presence, typing }: SocketServices): void {
  session.rooms.delete(roomId);
  typing.stop(roomId, session.userId);
  presence.evict(roomId, session.userId);
}
