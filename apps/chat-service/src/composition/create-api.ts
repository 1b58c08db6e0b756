import { readDescriptorImage } from "@hubbub/grpc-api";
import {
  avatarRpcs,
  blockRpcs,
  checkedHandlers,
  exportRpcs,
  fileRpcs,
  messageRpcs,
  moderationRpcs,
  roomRpcs,
  threadRpcs,
} from "@hubbub/grpc-api/rpcs";
import type { AvatarServiceServer } from "@hubbub/grpc-api/avatars";
import type { BlockServiceServer } from "@hubbub/grpc-api/blocks";
import type { ExportServiceServer } from "@hubbub/grpc-api/export";
import type { FileServiceServer } from "@hubbub/grpc-api/files";
import type { MessageServiceServer } from "@hubbub/grpc-api/messages";
import type { ModerationServiceServer } from "@hubbub/grpc-api/moderation";
import type { ThreadServiceServer } from "@hubbub/grpc-api/threads";
import type { RoomServiceServer } from "@hubbub/grpc-api/rooms";
import type { AllowedOrigins, PlainRoute } from "@hubbub/rest-gateway";
import type { CallContext, Handlers } from "@hubbub/service-runtime";
import { authenticate } from "../api/authenticate.ts";
import { fileRoute } from "../api/file-route.ts";
import { avatarHandlers } from "../api/avatar-handlers.ts";
import { blockHandlers } from "../api/block-handlers.ts";
import { exportHandlers } from "../api/export-handlers.ts";
import { fileHandlers } from "../api/file-handlers.ts";
import { messageHandlers } from "../api/message-handlers.ts";
import { moderationHandlers } from "../api/moderation-handlers.ts";
import { threadHandlers } from "../api/thread-handlers.ts";
import { otherRoutes } from "../api/other-routes.ts";
import { roomHandlers } from "../api/room-handlers.ts";
import type { AvatarContext } from "../files/avatars/avatar-context.ts";
import type { TokenVerifier } from "../identity/token-verifier.ts";
import type { MessageContext } from "../messages/message-context.ts";
import type { RoomContext } from "../rooms/room-context.ts";
import type { SearchContext } from "../search/search-messages.ts";
import type { UserServiceCalls } from "./open-user-service.ts";

/** What is served over gRPC and REST alike, and what over HTTP alone. */
export interface Api {
  readonly image: Uint8Array;
  readonly roomService: Handlers<RoomServiceServer>;
  readonly messageService: Handlers<MessageServiceServer>;
  readonly threadService: Handlers<ThreadServiceServer>;
  readonly moderationService: Handlers<ModerationServiceServer>;
  readonly blockService: Handlers<BlockServiceServer>;
  readonly exportService: Handlers<ExportServiceServer>;
  readonly fileService: Handlers<FileServiceServer>;
  readonly avatarService: Handlers<AvatarServiceServer>;
  readonly otherRoutes: readonly PlainRoute[];
  /** Throws for a call without a token that is good. */
  readonly authenticate: (call: CallContext) => Promise<unknown>;
}

export function createApi(
  verifier: Pick<TokenVerifier, "verify">,
  {
    rooms,
    messages,
    search,
    files,
    userService,
  }: {
    readonly rooms: RoomContext;
    readonly messages: MessageContext;
    readonly search: SearchContext;
    readonly files: AvatarContext;
    readonly userService: UserServiceCalls;
  },
  origins: AllowedOrigins,
): Api {
  const image = readDescriptorImage();
  return {
    image,
    roomService: checkedHandlers(roomRpcs, roomHandlers(verifier, rooms, messages)),
    messageService: checkedHandlers(messageRpcs, messageHandlers(verifier, messages, search, files.links)),
    threadService: checkedHandlers(threadRpcs, threadHandlers(verifier, messages, files.links)),
    moderationService: checkedHandlers(moderationRpcs, moderationHandlers(verifier, rooms)),
    blockService: checkedHandlers(blockRpcs, blockHandlers(verifier, rooms)),
    exportService: checkedHandlers(
      exportRpcs,
      exportHandlers(
        verifier,
        { db: rooms.db, fairUse: rooms.fairUse, exportAccount: (request) => userService.exportAccount(request) },
        files.links,
      ),
    ),
    fileService: checkedHandlers(fileRpcs, fileHandlers(verifier, files)),
    avatarService: checkedHandlers(avatarRpcs, avatarHandlers(verifier, files)),
    otherRoutes: [fileRoute(files), ...otherRoutes(verifier, messages, image, origins)],
    authenticate: (call) => authenticate(verifier, call),
  };
}
