import { type AllowedOrigins, askingPage, clientAddress } from "@hubbub/rest-gateway";
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
import { idleTimeoutSeconds, maxBackpressureBytes, maxPacketsPerChunk } from "../../limits.ts";
import { refuseConnection, refuseOrigin } from "../native/refuse-connection.ts";
import type { Admission } from "../session/connection-gate.ts";
import type { FrameAllowance, Overspent } from "../session/frame-allowance.ts";
import { GuardedResponse } from "./guarded-response.ts";

type Handler = (response: GuardedResponse, request: HttpRequest) => void;
/** As engine.io's server fills it in. */
interface EngineBehavior extends Omit<WebSocketBehavior<unknown>, "upgrade"> {
  readonly upgrade: (response: GuardedResponse, request: HttpRequest, context: us_socket_context_t) => void;
}

export interface Guard {
  readonly origins: AllowedOrigins;
  /** Whether one more connection is taken. */
  readonly admit: (address: string) => Admission;
  /** Of a new connection: what it may send, whatever it is. */
  readonly newAllowance: () => FrameAllowance;
  /** Who has this session id. */
  readonly clientOf: (sid: string) => PollingClient | undefined;
  /** A connection is ended for what it sent. */
  readonly limited: (limit: Overspent["limit"]) => void;
  readonly logger: Logger;
}

export interface PollingClient {
  readonly received: FrameAllowance;
  /** Ends the connection at once. */
  cut(): void;
}

/**
 * The app as socket.io's `attachApp` sees it: new connections pass the same gate as native ones, WebSockets have the
 * same bounds, what comes is limited before engine.io takes it apart, and what engine.io throws ends one connection and
 * not the process.
 */
export function guardedApp(app: TemplatedApp, { origins, admit, newAllowance, clientOf, limited, logger }: Guard) {
  function guarded(response: HttpResponse, request: HttpRequest, run: (response: GuardedResponse) => void): void {
    const method = request.getMethod();
    const page = askingPage(request);
    if (!origins.admits(page)) return refuseOrigin(response);
    // A browser asks so before it polls from a page of another origin.
    const isPreflight = method === "options" && origins.lists(page.origin);
    // To others engine.io answers 500.
    if (method !== "get" && method !== "post" && !isPreflight) return refuseMethod(response);
    const sid = readSid(request);
    const address = clientAddress(response.getRemoteAddress(), request.getHeader("x-real-ip"));
    const admission = sid === "" && !isPreflight ? admit(address) : undefined;
    if (admission?.admitted === false) return refuseConnection(response, admission);
    const client = clientOf(sid);
    // A poll waits for what there is to say, and a second one ends the connection.
    const isPoll = method === "get" && request.getHeader("upgrade") === "";
    if (client !== undefined && !isPoll && !allowed(client.received, { packets: 1, bytes: 0 })) {
      client.cut();
      response.close();
      return;
    }
    const safe = new GuardedResponse(response, address, (take, chunk) => {
      const packets = countSeparators(chunk);
      if (client !== undefined && !allowed(client.received, { packets, bytes: chunk.byteLength })) {
        client.cut();
        return safe.close();
      }
      return caught(take, () => safe.close());
    });
    caught(
      () => run(safe),
      () => safe.close(),
    );
  }

  function caught(run: () => void, end: () => void): void {
    try {
      run();
    } catch (error) {
      logger.warn({ err: error }, "a Socket.IO request or packet failed");
      end();
    }
  }

  /** Whether the connection may go on. */
  function allowed(allowance: FrameAllowance, { packets, bytes }: { packets: number; bytes: number }): boolean {
    if (packets > maxPacketsPerChunk) {
      limited("frames");
      return false;
    }
    const overspent = allowance.spend(performance.now(), bytes, packets);
    if (overspent !== undefined) limited(overspent.limit);
    return overspent === undefined;
  }

  /** By what engine.io keeps of each WebSocket, which is there before a session is, and while one is upgraded. */
  const allowances = new WeakMap<object, FrameAllowance>();

  function received(ws: WebSocket<unknown>, bytes: number, run: () => void): void {
    const data = ws.getUserData() as object;
    const allowance = allowances.get(data) ?? newAllowance();
    allowances.set(data, allowance);
    if (allowed(allowance, { packets: 1, bytes })) caught(run, () => ws.close());
    else ws.close();
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
        message: (ws, data, isBinary) => received(ws, data.byteLength, () => void message?.(ws, data, isBinary)),
        ping: (ws, data) => received(ws, data.byteLength, () => undefined),
        pong: (ws, data) => received(ws, data.byteLength, () => undefined),
      });
      return this;
    },

    publish(topic: RecognizedString, message: RecognizedString, isBinary?: boolean): boolean {
      return app.publish(topic, message, isBinary);
    },
  };
}

/** Read as engine.io does: of a repeated parameter the last counts. Empty for a handshake. */
function readSid(request: HttpRequest): string {
  return new URLSearchParams(request.getQuery()).getAll("sid").at(-1) ?? "";
}

/** What stands between the packets of one body. */
const separator = 0x1e;

function countSeparators(chunk: ArrayBuffer): number {
  const bytes = new Uint8Array(chunk);
  let count = 0;
  for (let at = bytes.indexOf(separator); at !== -1; at = bytes.indexOf(separator, at + 1)) count += 1;
  return count;
}

function refuseMethod(response: HttpResponse): void {
  response.cork(() => {
    response.writeStatus("405 Method Not Allowed").writeHeader("Allow", "GET, POST").end(undefined, true);
  });
}
