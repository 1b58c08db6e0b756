import { AvatarServiceService } from "@hubbub/grpc-api/avatars";
import { BlockServiceService } from "@hubbub/grpc-api/blocks";
import { ExportServiceService } from "@hubbub/grpc-api/export";
import { FileServiceService } from "@hubbub/grpc-api/files";
import { isForServices } from "@hubbub/grpc-api/for-services";
import { MessageServiceService } from "@hubbub/grpc-api/messages";
import { ThreadServiceService } from "@hubbub/grpc-api/threads";
import { ModerationServiceService } from "@hubbub/grpc-api/moderation";
import { RoomServiceService } from "@hubbub/grpc-api/rooms";
import { serveGrpc } from "@hubbub/service-runtime";
import type { Api } from "./create-api.ts";
import type { Instance } from "./instance.ts";

export async function openGrpc(
  { config, life, metrics, logger, tracing }: Instance,
  {
    image,
    roomService,
    messageService,
    threadService,
    moderationService,
    blockService,
    exportService,
    fileService,
    avatarService,
  }: Api,
): Promise<{ readonly port: number }> {
  const grpc = await serveGrpc({
    host: config.bindHost,
    port: config.grpcPort,
    services: [
      { definition: RoomServiceService, handlers: roomService },
      { definition: MessageServiceService, handlers: messageService },
      { definition: ThreadServiceService, handlers: threadService },
      { definition: ModerationServiceService, handlers: moderationService },
      { definition: BlockServiceService, handlers: blockService },
      { definition: ExportServiceService, handlers: exportService },
      { definition: FileServiceService, handlers: fileService },
      { definition: AvatarServiceService, handlers: avatarService },
    ],
    callers: { ...config.grpc, isForServices },
    ...(config.grpc.reflection === "on" ? { reflection: image } : {}),
    metrics,
    logger,
    tracing,
  });
  life.onStop("gRPC", () => grpc.stop());
  return grpc;
}
