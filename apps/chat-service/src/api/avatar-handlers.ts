import type { AvatarServiceServer } from "@hubbub/grpc-api/avatars";
import type { Handlers } from "@hubbub/service-runtime";
import type { AvatarContext } from "../files/avatars/avatar-context.ts";
import { removeMyAvatar, setMyAvatar } from "../files/avatars/change-person-avatar.ts";
import { removeRoomAvatar, setRoomAvatar } from "../files/avatars/change-room-avatar.ts";
import type { TokenVerifier } from "../identity/token-verifier.ts";
import { getRoom } from "../rooms/get-room.ts";
import { authenticate } from "./authenticate.ts";
import { bytesOf } from "./bytes-of.ts";
import { toProtoRoom } from "./to-proto-room.ts";

/** AvatarService, over gRPC and REST. */
export function avatarHandlers(
  verifier: Pick<TokenVerifier, "verify">,
  avatars: AvatarContext,
): Handlers<AvatarServiceServer> {
  return {
    async setMyAvatar({ content }, call) {
      const actor = await authenticate(verifier, call);
      const { userId, username } = actor;
      return { userId, username, avatarUrl: await setMyAvatar(avatars, actor, bytesOf(content?.data, call)) };
    },

    async removeMyAvatar(_request, call) {
      const actor = await authenticate(verifier, call);
      await removeMyAvatar(avatars, actor);
      const { userId, username } = actor;
      return { userId, username, avatarUrl: "" };
    },

    async setRoomAvatar({ id, content }, call) {
      const actor = await authenticate(verifier, call);
      await setRoomAvatar(avatars, actor, { roomId: id, ...bytesOf(content?.data, call) });
      return toProtoRoom(await getRoom(avatars.db, actor.userId, id));
    },

    async removeRoomAvatar({ id }, call) {
      const actor = await authenticate(verifier, call);
      await removeRoomAvatar(avatars, actor, id);
      return toProtoRoom(await getRoom(avatars.db, actor.userId, id));
    },
  };
}
