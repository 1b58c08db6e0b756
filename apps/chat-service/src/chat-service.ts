import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { readDescriptorImage } from "@hubbub/grpc-api";
import { tokenUse } from "@hubbub/grpc-api/token-use";
import { MessageServiceService } from "@hubbub/grpc-api/messages";
import { RoomServiceService } from "@hubbub/grpc-api/rooms";
import { listenHttp, registerRestRoutes } from "@hubbub/rest-gateway";
import { createLogger, createMetrics, type Lifecycle, serveGrpc, serveOps } from "@hubbub/service-runtime";
import { observePool, openPostgres, postgresAnswers, whenPostgresIsThere } from "@hubbub/service-runtime/postgres";
import { App } from "uWebSockets.js";
import { AnnouncementReader } from "./announcements/announcement-reader.ts";
import { authenticate } from "./api/authenticate.ts";
import { messageHandlers } from "./api/message-handlers.ts";
import { otherRoutes } from "./api/other-routes.ts";
import { roomHandlers } from "./api/room-handlers.ts";
import { createDeliveryMetrics, observeDelivery } from "./composition/create-delivery-metrics.ts";
import { createLogMetrics, observeLogQueue } from "./composition/create-log-metrics.ts";
import { createRoomDelivery } from "./composition/create-room-delivery.ts";
import { keepTrying } from "./composition/keep-trying.ts";
import { observeDirectRooms } from "./composition/observe-direct-rooms.ts";
import { openBroker } from "./composition/open-broker.ts";
import { openFairUse } from "./composition/open-fair-use.ts";
import { openPeople } from "./composition/open-people.ts";
import { openSignals } from "./composition/open-signals.ts";
import { openUserService } from "./composition/open-user-service.ts";
import { requestsAnswered } from "./composition/requests-answered.ts";
import { publishCommitted } from "./delivery/publish-committed.ts";
import { tellRead } from "./people/receipts/tell-read.ts";
import type { ChatServiceConfig } from "./config.ts";
import { migrateChat } from "./db/migrate-chat.ts";
import { openChatDatabase } from "./db/open-chat-database.ts";
import { BoundedCache } from "./identity/bounded-cache.ts";
import { maxCachedDirectRooms, maxUnauthenticatedPerAddress } from "./limits.ts";
import { ReadMarks } from "./messages/read-marks.ts";
import { addKindsInUse, readKindsInUse } from "./room-log/append/kind-queries.ts";
import { KindsInUse } from "./room-log/append/kinds-in-use.ts";
import { LogWriter } from "./room-log/append/log-writer.ts";
import { getRoom } from "./rooms/get-room.ts";
import { attachSockets } from "./sockets/attach-sockets.ts";
import { ConnectionGate } from "./sockets/session/connection-gate.ts";
import { createSocketMetrics } from "./sockets/socket-metrics.ts";

export interface RunningChatService {
  readonly httpPort: number;
  readonly grpcPort: number;
  readonly opsPort: number;
}

/** What must have stopped by itself before the next part is stopped all the same. */
const stopMarginMs = 10_000;
/** How long requests that are on their way may take to arrive after the listen socket was closed. */
const lastRequestsMs = 250;

/**
 * Runs one chat instance until `life` stops it. Resolves once it serves: before that it waits for Postgres and for the
 * user-service's keys, live but not ready.
 */
export async function startChatService(
  config: ChatServiceConfig,
  { life }: { life: Lifecycle },
): Promise<RunningChatService> {
  const { serverId, bindHost: host } = config;
  const logger = createLogger({ service: "chat-service", level: config.logLevel, fields: { server_id: serverId } });
  const metrics = createMetrics("chat-service");
  const bootId = `${serverId}-${randomUUID()}`;
  const shared = { life, logger, metrics };
  let state: "starting" | "serving" | "draining" = "starting";
  if (config.rateLimits === "off") logger.warn("RATE_LIMITS=off: nothing limits what one person or address may do");

  const pool = openPostgres(config.databaseUrl, {
    logger,
    applicationName: serverId,
    maxConnections: config.databaseConnections,
  });
  const db = openChatDatabase(pool);
  life.onStop("postgres", () => db.destroy());
  observePool(metrics, pool);

  const { broker, presence } = openBroker({ ...config, bootId }, shared);

  const ops = await serveOps({
    host,
    port: config.opsPort,
    metrics,
    logger,
    checkReadiness: async () => {
      const postgres = await postgresAnswers(db);
      const details = { state, postgres: postgres ? "up" : "away", broker: broker.state, server_id: serverId };
      return { ready: state === "serving" && postgres, details };
    },
  });
  life.onStop("ops server", () => ops.stop());

  await whenPostgresIsThere(() => migrateChat(config.databaseUrl, logger), {
    logger,
    isStopping: () => life.stopping,
  });

  const { keys, verifier, users } = openUserService(config.userServiceGrpc, shared);
  await keepTrying("the user-service's signing keys", () => keys.readFirst(), shared);

  const deliveryMetrics = createDeliveryMetrics(metrics.registry);
  const delivery = createRoomDelivery(db, { broker, metrics: deliveryMetrics, logger });
  observeDelivery(metrics.registry, () => delivery.stats());
  const { signals, typing } = openSignals({ bootId, broker, presence, delivery }, shared);
  const warn = (err: unknown, message: string) => logger.warn({ err }, message);
  const people = openPeople({ bootId, db, broker }, shared);
  broker.handlers = {
    onRoom: (publication) => delivery.publication(publication),
    onSignal: (signal) => signals.receive(signal),
    onPerson: (publication) => people.receive(publication),
    onActivity: (marks) => {
      delivery.heads(marks);
      people.heard(marks);
    },
    onNotice: () => undefined,
    onState: (brokerState) => {
      delivery.brokerState(brokerState);
      people.brokerState(brokerState);
    },
  };
  const { fairUse, openSockets } = await openFairUse({ ...config, bootId }, shared);
  await broker.start();
  await presence.start();
  delivery.start();
  life.onStop("delivery", () => delivery.stop());
  const announcements = new AnnouncementReader({
    delivery,
    broadcast: (frame) => people.broadcast(frame),
    warn,
  });
  await announcements.start();
  life.onStop("announcements", () => announcements.stop());

  const kinds = new KindsInUse({
    read: () => readKindsInUse(db),
    add: (more) => addKindsInUse(db, more),
    instances: () => presence.instances(),
    warn,
  });
  life.onStop("log kinds", () => kinds.stop());
  await kinds.start();
  const log = new LogWriter({
    url: config.databaseUrl,
    metrics: createLogMetrics(metrics.registry),
    assertInUse: (kind) => kinds.assertInUse(kind),
    onCommitted: publishCommitted({ delivery, broker, people, warn }),
    // After what was committed, which is delivered at the end of the turn.
    onHeads: (heads, epoch) => void setImmediate(() => delivery.heads(heads, epoch)),
    warn,
  });
  observeLogQueue(metrics.registry, log);
  life.onStop("room log writer", () => log.stop());

  const directRooms = new BoundedCache<string, number>(maxCachedDirectRooms);
  const readMarks = new ReadMarks(db, tellRead({ tell: people.tell, signals, presence }));
  observeDirectRooms(metrics.registry, { directRooms, readMarks });
  const rooms = { db, log, fairUse, users, directRooms };
  const messages = {
    db,
    log,
    fairUse,
    readMarks,
    assertMaySee: async (userId: number, roomId: number) => {
      await getRoom(db, userId, roomId);
    },
  };
  const image = readDescriptorImage();
  const roomService = roomHandlers(verifier, rooms, messages);
  const messageService = messageHandlers(verifier, messages);

  const grpc = await serveGrpc({
    host,
    port: config.grpcPort,
    services: [
      { definition: RoomServiceService, handlers: roomService },
      { definition: MessageServiceService, handlers: messageService },
    ],
    descriptorImage: image,
    metrics,
    logger,
  });
  life.onStop("gRPC", () => grpc.stop());

  const app = App();
  life.onStop("http", () => app.close());
  const gate = new ConnectionGate({
    maxConnections: config.maxConnections,
    connectsPerSecond: config.rateLimits === "on" ? config.connectsPerSecond : undefined,
    maxUnauthenticated: config.rateLimits === "on" ? maxUnauthenticatedPerAddress : Number.POSITIVE_INFINITY,
    fairUse,
    onRefused: (limit) => metrics.rateLimited.inc({ limit }),
  });
  const sockets = attachSockets(
    app,
    {
      serverId,
      verifier,
      delivery,
      presence,
      signals,
      typing,
      people,
      messages,
      rooms,
      openSockets,
      socketRates: config.rateLimits === "on" ? config.socketRates : undefined,
      metrics: createSocketMetrics(metrics, () => sockets.size),
      authRequests: metrics.authRequests,
      logger,
    },
    gate,
  );
  life.onStop("sockets", () => sockets.stop());
  registerRestRoutes(app, {
    image,
    services: [
      { name: "hubbub.chat.v1.RoomService", handlers: roomService },
      { name: "hubbub.chat.v1.MessageService", handlers: messageService },
    ],
    routes: otherRoutes(verifier, messages, image),
    needsToken: (rpc) => tokenUse(rpc) === "needed",
    beforeBody: async (_rpc, call) => void (await authenticate(verifier, call)),
    logger,
    metrics,
    isDraining: () => state === "draining",
  });
  const listening = await listenHttp(app, { host, port: config.httpPort });
  life.onStop(
    "drain",
    async () => {
      state = "draining";
      listening.stopListening();
      await Promise.all([sockets.drain(config.drainMs), delay(Math.min(lastRequestsMs, config.drainMs))]);
      await requestsAnswered(metrics, stopMarginMs / 2);
    },
    { timeoutMs: config.drainMs + stopMarginMs },
  );

  state = "serving";
  logger.info({ http_port: listening.port, grpc_port: grpc.port, ops_port: ops.port }, "serving");
  return { httpPort: listening.port, grpcPort: grpc.port, opsPort: ops.port };
}
