import { clientAddress } from "@hubbub/rest-gateway";
import type { Logger } from "@hubbub/service-runtime";
import {
  DISABLED,
  type HttpRequest,
  type HttpResponse,
  type RecognizedString,
  type TemplatedApp,
  type us_socket_context_t,
  type WebSocket,
  type WebSocketBehavior,
} from "uWebSockets.js";
import { idleTimeoutSeconds, maxBackpressureBytes } from "../../limits.ts";
import type { Admission } from "../connection-gate.ts";
import { refuseConnection } from "../refuse-connection.ts";
import { GuardedResponse } from "./guarded-response.ts";

type Handler = (response: GuardedResponse, request: HttpRequest) => void;
/** As engine.io's server fills it in. */
interface EngineBehavior extends Omit<WebSocketBehavior<unknown>, "upgrade"> {
  readonly upgrade: (response: GuardedResponse, request: HttpRequest, context: us_socket_context_t) => void;
}

export interface Guard {
  /** Whether one more connection is taken. */
  readonly admit: (address: string) => Admission;
  readonly logger: Logger;
}

/**
 * The app as socket.io's `attachApp` sees it: new connections pass the same gate as native ones, WebSockets have the
 * same bounds, and what engine.io throws ends one connection and not the process.
 */
export function guardedApp(app: TemplatedApp, { admit, logger }: Guard) {
  function guarded(response: HttpResponse, request: HttpRequest, run: (response: GuardedResponse) => void): void {
    const address = clientAddress(response.getRemoteAddress(), request.getHeader("x-real-ip"));
    const admission = isHandshake(request) ? admit(address) : undefined;
    if (admission?.admitted === false) return refuseConnection(response, admission);
    const safe = new GuardedResponse(response, address);
    try {
      run(safe);
    } catch (error) {
      logger.warn({ err: error }, "a Socket.IO request failed");
      safe.close();
    }
  }

  function received(ws: WebSocket<unknown>, run: () => void): void {
    try {
      run();
    } catch (error) {
      logger.warn({ err: error }, "a Socket.IO packet failed");
      ws.close();
    }
  }

  return {
    any(path: string, handle: Handler) {
      app.any(path, (response, request) => guarded(response, request, (safe) => handle(safe, request)));
      return this;
    },

    ws(path: string, { upgrade, message, ...behavior }: EngineBehavior) {
      app.ws<unknown>(path, {
        ...behavior,
        compression: DISABLED,
        idleTimeout: idleTimeoutSeconds,
        sendPingsAutomatically: true,
        maxBackpressure: maxBackpressureBytes,
        closeOnBackpressureLimit: true,
        upgrade: (response, request, context) => guarded(response, request, (safe) => upgrade(safe, request, context)),
        message: (ws, data, isBinary) => received(ws, () => void message?.(ws, data, isBinary)),
      });
      return this;
    },

    publish(topic: RecognizedString, message: RecognizedString, isBinary?: boolean): boolean {
      return app.publish(topic, message, isBinary);
    },
  };
}

/** Read as engine.io does: of a repeated parameter the last counts. */
function isHandshake(request: HttpRequest): boolean {
  const sid = new URLSearchParams(request.getQuery()).getAll("sid").at(-1);
  return sid === undefined || sid === "";
}
