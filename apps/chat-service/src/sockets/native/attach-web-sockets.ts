import { askingPage, clientAddress } from "@hubbub/rest-gateway";
import { maxFrameBytes } from "@hubbub/ws-protocol";
import { DISABLED, type HttpRequest, type TemplatedApp } from "uWebSockets.js";
import { idleTimeoutSeconds, maxBackpressureBytes } from "../../limits.ts";
import type { OpenSessions } from "../session/open-sessions.ts";
import type { SocketServices } from "../session/socket-services.ts";
import type { SocketSession } from "../session/socket-session.ts";
import { receiveControlFrame, receiveFrame } from "./receive-frame.ts";
import { refuseConnection, refuseOrigin } from "./refuse-connection.ts";

/** What one connection carries from its upgrade to its end. */
interface SocketData {
  /** Of the URL, for tools. */
  readonly token: string | undefined;
  readonly roomId: string | undefined;
  /** Text that is no JSON object is a message. */
  readonly plain: boolean;
  readonly address: string;
  session: SocketSession | undefined;
}

/** Serves the native protocol at `/ws`. */
export function attachWebSockets(app: TemplatedApp, sessions: OpenSessions, services: SocketServices): void {
  app.ws<SocketData>("/ws", {
    maxPayloadLength: maxFrameBytes,
    idleTimeout: idleTimeoutSeconds,
    sendPingsAutomatically: true,
    maxBackpressure: maxBackpressureBytes,
    closeOnBackpressureLimit: true,
    compression: DISABLED,

    upgrade(res, req, context) {
      if (!services.origins.admits(askingPage(req))) return refuseOrigin(res);
      const address = clientAddress(res.getRemoteAddress(), req.getHeader("x-real-ip"));
      const admission = sessions.admit(address);
      if (!admission.admitted) return refuseConnection(res, admission);
      res.upgrade<SocketData>(
        readSocketData(req, address),
        req.getHeader("sec-websocket-key"),
        req.getHeader("sec-websocket-protocol"),
        req.getHeader("sec-websocket-extensions"),
        context,
      );
    },

    open(ws) {
      const data = ws.getUserData();
      data.session = sessions.open(ws, data.address);
      beginFromUrl(data.session, data, services);
    },

    message(ws, message, isBinary) {
      const { session, plain } = ws.getUserData();
      if (session === undefined) return;
      if (isBinary) return session.closeForAbuse("protocol_error");
      receiveFrame(session, Buffer.from(message), services, { plain });
    },

    ping: (ws, message) => receiveControl(ws.getUserData(), message, services),
    pong: (ws, message) => receiveControl(ws.getUserData(), message, services),

    close(ws, code) {
      const { session } = ws.getUserData();
      if (session !== undefined) sessions.closed(session, code);
    },
  });
}

function receiveControl({ session }: SocketData, message: ArrayBuffer, services: SocketServices): void {
  if (session !== undefined) receiveControlFrame(session, message.byteLength, services);
}

function readSocketData(req: HttpRequest, address: string): SocketData {
  return {
    token: req.getQuery("token"),
    roomId: req.getQuery("room_id"),
    plain: req.getQuery("plain") === "1",
    address,
    session: undefined,
  };
}

/** As if the client had sent these frames first. */
function beginFromUrl(session: SocketSession, { token, roomId }: SocketData, services: SocketServices): void {
  if (token === undefined || token === "") return;
  receiveFrame(session, JSON.stringify({ type: "auth", token }), services);
  if (roomId === undefined || roomId === "") return;
  receiveFrame(session, JSON.stringify({ type: "join_room", room_id: roomId }), services);
}
