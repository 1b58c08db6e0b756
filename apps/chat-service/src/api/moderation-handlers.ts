import type { Ban, ModerationServiceServer } from "@hubbub/grpc-api/moderation";
import type { Handlers } from "@hubbub/service-runtime";
import type { TokenVerifier } from "../identity/token-verifier.ts";
import { banPerson } from "../rooms/moderation/ban-person.ts";
import { type BanView, listBans } from "../rooms/moderation/list-bans.ts";
import { muteMember } from "../rooms/moderation/mute-member.ts";
import { unbanPerson } from "../rooms/moderation/unban-person.ts";
import { unmuteMember } from "../rooms/moderation/unmute-member.ts";
import type { RoomContext } from "../rooms/room-context.ts";
import { authenticate } from "./authenticate.ts";
import { readPageRequest, toPageToken } from "./read-page-request.ts";
import { toProtoMember } from "./to-proto-room.ts";

/** ModerationService, over gRPC and REST. */
export function moderationHandlers(
  verifier: Pick<TokenVerifier, "verify">,
  rooms: RoomContext,
): Handlers<ModerationServiceServer> {
  return {
    async listBans({ id, userId, ...request }, call) {
      const actor = await authenticate(verifier, call);
      const page = readPageRequest(request, ["whole number", "whole number"]);
      const { items, next } = await listBans(rooms, actor, { roomId: id, userId, ...page });
      return { bans: items.map(toProtoBan), nextPageToken: toPageToken(next) };
    },

    async banMember({ id, userId, reason, until }, call) {
      const actor = await authenticate(verifier, call);
      return toProtoBan(await banPerson(rooms, actor, { roomId: id, userId, reason, until }));
    },

    async unbanMember({ id, userId }, call) {
      const actor = await authenticate(verifier, call);
      await unbanPerson(rooms, actor, { roomId: id, userId });
      return {};
    },

    async muteMember({ id, userId, until }, call) {
      const actor = await authenticate(verifier, call);
      return toProtoMember(await muteMember(rooms, actor, { roomId: id, userId, until }));
    },

    async unmuteMember({ id, userId }, call) {
      const actor = await authenticate(verifier, call);
      return toProtoMember(await unmuteMember(rooms, actor, { roomId: id, userId }));
    },
  };
}

function toProtoBan(ban: BanView): Ban {
  return { ...ban };
}
