import { maxFrameBytes } from "@hubbub/ws-protocol";
import { Server, type Socket } from "socket.io";
import type { TemplatedApp } from "uWebSockets.js";
import { authDeadlineMs, heartbeatMs, socketIoLastPollMs, socketIoPongMs } from "../../limits.ts";
import type { OpenSessions } from "../open-sessions.ts";
import { receiveFrame } from "../receive-frame.ts";
import type { SocketServices } from "../socket-services.ts";
import type { SocketSession } from "../socket-session.ts";
import { guardedApp } from "./guarded-app.ts";
import { PeopleLists } from "./people-lists.ts";
import { type EngineSocket, SocketIoLink } from "./socket-io-link.ts";
import { toFrame } from "./to-frame.ts";

interface Client {
  readonly link: SocketIoLink;
  readonly session: SocketSession;
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
  });
  server.attachApp(guardedApp(app, { admit: (address) => sessions.admit(address), logger: services.logger }));

  const lists = new PeopleLists((roomId, limit) => services.presence.list(roomId, limit));
  const clients = new WeakMap<EngineSocket, Client>();

  server.engine.on("connection", (engine: EngineSocket) => {
    if ("closeTimeout" in engine.transport) engine.transport.closeTimeout = socketIoLastPollMs;
    const link: SocketIoLink = new SocketIoLink(engine, { lists, isIn: (roomId) => session.isIn(roomId) });
    const session = sessions.open(link, engine.remoteAddress);
    clients.set(engine, { link, session });
    engine.on("close", (reason: string) => sessions.closed(session, link.closed(reason)));
  });

  server.on("connection", (socket) => {
    const client = clients.get(socket.conn);
    if (client !== undefined) listen(socket, client, services);
  });

  return { stop: () => server.close() };
}

function listen(socket: Socket, { link, session }: Client, services: SocketServices): void {
  link.socket = socket;
  const receive = (event: string, payload: unknown, acknowledge?: (answer: object) => void): void => {
    if (!session.open) return;
    const ref = acknowledge === undefined ? undefined : link.expectAnswer(acknowledge);
    receiveFrame(session, toFrame(event, payload, ref), services);
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
