import { setTimeout as delay } from "node:timers/promises";
import {
  avatarRpcs,
  blockRpcs,
  contract,
  exportRpcs,
  fileRpcs,
  messageRpcs,
  moderationRpcs,
  roomRpcs,
  threadRpcs,
} from "@hubbub/grpc-api/rpcs";
import { tokenUse } from "@hubbub/grpc-api/token-use";
import { listenHttp, registerRestRoutes } from "@hubbub/rest-gateway";
import type { Metrics } from "@hubbub/service-runtime";
import { App } from "uWebSockets.js";
import { maxAvatarBytes } from "../limits.ts";
import type { Api } from "./create-api.ts";
import type { Instance } from "./instance.ts";
import type { Ops } from "./open-ops.ts";
import { serveSockets, type SocketParts } from "./serve-sockets.ts";

/** What must have stopped by itself before the next part is stopped all the same. */
const stopMarginMs = 10_000;
/** How long requests that are on their way may take to arrive after the listen socket was closed. */
const lastRequestsMs = 250;

/** Sockets and REST on one port. Stops by sending everybody away first. */
export async function openHttp(
  instance: Instance,
  { api, ops, sockets: socketParts }: { readonly api: Api; readonly ops: Ops; readonly sockets: SocketParts },
): Promise<{ readonly port: number }> {
  const { config, life, metrics, logger, tracing } = instance;
  const avatarBytes = Math.min(config.maxFileBytes, maxAvatarBytes);
  const app = App();
  life.onStop("http", () => app.close());
  const sockets = serveSockets(app, instance, socketParts);
  registerRestRoutes(app, {
    image: api.image,
    services: [
      { name: "hubbub.chat.v1.RoomService", handlers: api.roomService, rpcs: roomRpcs },
      { name: "hubbub.chat.v1.MessageService", handlers: api.messageService, rpcs: messageRpcs },
      {
        name: "hubbub.chat.v1.FileService",
        handlers: api.fileService,
        rpcs: fileRpcs,
        maxBytes: { uploadFile: config.maxFileBytes },
      },
      {
        name: "hubbub.chat.v1.AvatarService",
        handlers: api.avatarService,
        rpcs: avatarRpcs,
        maxBytes: { setMyAvatar: avatarBytes, setRoomAvatar: avatarBytes },
      },
      { name: "hubbub.chat.v1.ThreadService", handlers: api.threadService, rpcs: threadRpcs },
      { name: "hubbub.chat.v1.ModerationService", handlers: api.moderationService, rpcs: moderationRpcs },
      { name: "hubbub.chat.v1.BlockService", handlers: api.blockService, rpcs: blockRpcs },
      { name: "hubbub.chat.v1.ExportService", handlers: api.exportService, rpcs: exportRpcs },
    ],
    routes: api.otherRoutes,
    absentWhenEmpty: contract.absentWhenEmpty,
    needsToken: (rpc) => tokenUse(rpc) === "needed",
    beforeBody: async (_rpc, call) => void (await api.authenticate(call)),
    logger,
    metrics,
    tracing,
    origins: instance.origins,
    isDraining: () => ops.state === "draining",
  });
  const listening = await listenHttp(app, { host: config.bindHost, port: config.httpPort });
  const drain = async () => {
    ops.state = "draining";
    listening.stopListening();
    await Promise.all([sockets.drain(config.drainMs), delay(Math.min(lastRequestsMs, config.drainMs))]);
    await requestsAnswered(metrics, stopMarginMs / 2);
  };
  life.onStop("drain", drain, { timeoutMs: config.drainMs + stopMarginMs });
  return listening;
}

const stepMs = 20;

/** Waits until no HTTP request is being answered, but no longer than `timeoutMs`. */
async function requestsAnswered({ httpInFlight }: Metrics, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    const { values } = await httpInFlight.get();
    if (values.every(({ value }) => value === 0)) return;
    await delay(stepMs);
  }
}
