import type { Rate } from "@hubbub/rate-limits";
import { jsonExcess } from "@hubbub/service-runtime";
import { maxFrameBytes } from "@hubbub/ws-protocol";
import { Server, type Socket } from "socket.io";
import type { TemplatedApp } from "uWebSockets.js";
import {
  authDeadlineMs,
  heartbeatMs,
  maxNamespaceLength,
  packetsPerFrame,
  socketIoLastPollMs,
  socketIoPongMs,
} from "../../limits.ts";
import { largestFrame } from "../native/read-frame.ts";
import { receiveFrame } from "../native/receive-frame.ts";
import { FrameAllowance, type SocketRates } from "../session/frame-allowance.ts";
import type { OpenSessions } from "../session/open-sessions.ts";
import type { SocketServices } from "../session/socket-services.ts";
import type { SocketSession } from "../session/socket-session.ts";
import { guardedApp, type PollingClient } from "./guarded-app.ts";
import { PeopleLists } from "./people-lists.ts";
import { type EngineSocket, SocketIoLink } from "./socket-io-link.ts";
import { toFrame } from "./to-frame.ts";

interface Client extends PollingClient {
  readonly link: SocketIoLink;
  readonly session: SocketSession;
}

/** As engine.io decodes it, and looks at it after its listeners. */
interface EnginePacket {
  type: string;
  readonly data?: string | Uint8Array;
}

/**
 * Serves Socket.IO 4 at `/socket.io/`: a translation of frames. Every connection is a session like any other, from the
 * moment that engine.io takes it; what its client asks for is received as a native frame.
 */
export function attachSocketIo(
  app: TemplatedApp,
  sessions: OpenSessions,
  services: SocketServices,
): { stop(): Promise<void> } {
  const server = new Server({
    serveClient: false,
    transports: ["polling", "websocket"],
    connectTimeout: authDeadlineMs,
    maxHttpBufferSize: maxFrameBytes,
    pingInterval: heartbeatMs,
    pingTimeout: socketIoPongMs,
    httpCompression: false,
    cors: {
      origin: (origin, answer) => answer(null, origin !== undefined && services.origins.lists(origin)),
    },
  });
  const clients = new WeakMap<EngineSocket, Client>();
  const rates = packetRates(services.socketRates);
  server.attachApp(
    guardedApp(app, {
      origins: services.origins,
      admit: (address) => sessions.admit(address),
      newAllowance: () => new FrameAllowance(rates),
      clientOf: (sid) => {
        const { clients: bySid } = server.engine as unknown as { clients: Readonly<Record<string, EngineSocket>> };
        const engine = Object.hasOwn(bySid, sid) ? bySid[sid] : undefined;
        return engine === undefined ? undefined : clients.get(engine);
      },
      limited: (limit) => services.metrics.limited(limit),
      logger: services.logger,
    }),
  );

  const lists = new PeopleLists((roomId, limit) => services.presence.list(roomId, limit));

  server.engine.on("connection", (engine: EngineSocket) => {
    if ("closeTimeout" in engine.transport) engine.transport.closeTimeout = socketIoLastPollMs;
    const link: SocketIoLink = new SocketIoLink(engine, { lists, isIn: (roomId) => session.isIn(roomId) });
    const session = sessions.open(link, engine.remoteAddress);
    clients.set(engine, { link, session, received: new FrameAllowance(rates), cut: () => session.cutForAbuse() });
    engine.on("packet", (packet: EnginePacket) => {
      // What may not be read is passed over: engine.io does nothing with a `noop`.
      if (!mayBeRead(packet, session, services)) packet.type = "noop";
    });
    engine.on("close", (reason: string) => sessions.closed(session, link.closed(reason)));
  });

  server.on("connection", (socket) => {
    const client = clients.get(socket.conn);
    if (client !== undefined) listen(socket, client, services);
  });

  return { stop: () => server.close() };
}

function packetRates(rates: SocketRates | undefined): SocketRates | undefined {
  if (rates === undefined) return undefined;
  const more = ({ count, seconds, burst }: Rate) => ({
    count: count * packetsPerFrame,
    seconds,
    burst: burst * packetsPerFrame,
  });
  return { ...rates, frames: more(rates.frames), frame_bytes: more(rates.frame_bytes) };
}

/**
 * Ends a session for a packet that must not even be parsed: a stranger's large one, or one to be answered at length. One
 * that holds too much is a bad frame like a native one.
 */
function mayBeRead({ data = "" }: EnginePacket, session: SocketSession, services: SocketServices): boolean {
  if (!session.open) return false;
  if (typeof data === "string" && jsonExcess(data, largestFrame) !== undefined) {
    receiveFrame(session, data, services);
    return false;
  }
  const isSmall = !session.beforeAuth || session.allowance.mayPrecedeAuth(Buffer.byteLength(data));
  if (isSmall && !(typeof data === "string" && hasLongNamespace.test(data))) return true;
  session.closeForAbuse("protocol_error");
  return false;
}

/** Of a packet: its type, the number of its attachments, then the namespace up to a comma. */
const hasLongNamespace = new RegExp(`^\\d(?:\\d*-)?/[^,]{${maxNamespaceLength}}`);

function listen(socket: Socket, { link, session }: Client, services: SocketServices): void {
  link.socket = socket;
  const receive = (event: string, payload: unknown, acknowledge?: (answer: object) => void): void => {
    if (!session.open) return;
    const ref = acknowledge === undefined ? undefined : link.expectAnswer(acknowledge);
    receiveFrame(session, toFrame(event, payload, ref), services, ref === undefined ? {} : { echo: { ref } });
    // What was refused at once, as where too much waits already, adds nothing to what waits.
    if (ref === undefined || event !== "typing" || !link.expects(ref)) return;
    // It has no answer, unless it is refused: whatever stands behind it shows that it was not.
    session.commands.push("alone", async () => link.answerIfExpected(ref, { ok: true }));
  };
  socket.onAny((event: string, ...values: unknown[]) => {
    const last = values.at(-1);
    receive(event, values[0], typeof last === "function" ? (last as (answer: object) => void) : undefined);
  });
  // A packet that cannot be read ends the connection, and without a listener is written to the console.
  socket.on("error", () => undefined);
  socket.on("disconnect", (reason) => {
    if (reason === "client namespace disconnect") link.leave();
  });
  const { token } = socket.handshake.auth as { token?: unknown };
  if (token !== undefined) receive("authenticate", { token });
}
