import type { BlockServiceServer } from "@hubbub/grpc-api/blocks";
import type { Handlers } from "@hubbub/service-runtime";
import type { TokenVerifier } from "../identity/token-verifier.ts";
import { blockUser } from "../rooms/blocks/block-user.ts";
import { listBlocks } from "../rooms/blocks/list-blocks.ts";
import { unblockUser } from "../rooms/blocks/unblock-user.ts";
import type { RoomContext } from "../rooms/room-context.ts";
import { authenticate } from "./authenticate.ts";
import { readPageRequest, toPageToken } from "./read-page-request.ts";

/** BlockService, over gRPC and REST. */
export function blockHandlers(
  verifier: Pick<TokenVerifier, "verify">,
  rooms: RoomContext,
): Handlers<BlockServiceServer> {
  return {
    async listBlocks(request, call) {
      const { userId } = await authenticate(verifier, call);
      const page = readPageRequest(request, ["whole number", "whole number"]);
      const { items, next } = await listBlocks(rooms, { userId, ...page });
      return { blocks: [...items], nextPageToken: toPageToken(next) };
    },

    async blockUser({ userId }, call) {
      const actor = await authenticate(verifier, call);
      return blockUser(rooms, actor, userId);
    },

    async unblockUser({ userId }, call) {
      const actor = await authenticate(verifier, call);
      await unblockUser(rooms, actor, userId);
      return {};
    },
  };
}
