import { AppError, assertNoFieldErrors, type FieldError } from "@hubbub/errors";
import type { JoinRoomRequest, LeaveRoomRequest, RoomServiceServer } from "@hubbub/grpc-api/rooms";
import type { Handlers } from "@hubbub/service-runtime";
import { spendRead } from "../fair-use/fair-use.ts";
import type { TokenVerifier } from "../identity/token-verifier.ts";
import { markRead } from "../messages/mark-read.ts";
import { markUnread } from "../messages/mark-unread.ts";
import { archiveRoom } from "../rooms/archive-room.ts";
import { createRoom } from "../rooms/create-room.ts";
import { openDirectRoom } from "../rooms/direct/open-direct-room.ts";
import { getRoom } from "../rooms/get-room.ts";
import { listMyRooms } from "../rooms/list-my-rooms.ts";
import { listRooms } from "../rooms/list-rooms.ts";
import { addMember } from "../rooms/members/add-member.ts";
import { becomeMember } from "../rooms/members/become-member.ts";
import { endMembership } from "../rooms/members/end-membership.ts";
import { listMembers } from "../rooms/members/list-members.ts";
import { removeMember } from "../rooms/members/remove-member.ts";
import { setMemberRole } from "../rooms/members/set-member-role.ts";
import type { Actor } from "../room-log/actor.ts";
import type { RoomContext } from "../rooms/room-context.ts";
import { updateRoom } from "../rooms/update-room.ts";
import { authenticate } from "./authenticate.ts";
import { fromProtoRole, fromProtoRoomType } from "./from-proto-room.ts";
import { readPageRequest, toPageToken } from "./read-page-request.ts";
import { toProtoMember, toProtoMyRoom, toProtoRoom } from "./to-proto-room.ts";

/** RoomService, over gRPC and REST. */
export function roomHandlers(
  verifier: Pick<TokenVerifier, "verify">,
  rooms: RoomContext,
  messages: Parameters<typeof markUnread>[0],
): Handlers<RoomServiceServer> {
  const { db, fairUse } = rooms;
  return {
    async createRoom({ name, topic, type }, call) {
      const actor = await authenticate(verifier, call);
      return toProtoRoom(await createRoom(rooms, actor, { name, topic, kind: fromProtoRoomType(type) }));
    },

    async listRooms({ query, ...request }, call) {
      const { userId } = await authenticate(verifier, call);
      const page = readPageRequest(request, ["text", "whole number"]);
      const { items, next } = await listRooms(rooms, { userId, query, ...page });
      return { rooms: items.map(toProtoRoom), nextPageToken: toPageToken(next) };
    },

    async listMyRooms(request, call) {
      const { userId, username } = await authenticate(verifier, call);
      const page = readPageRequest(request, ["whole number", "whole number"]);
      const { items, next } = await listMyRooms(rooms, { userId, username, ...page });
      return { rooms: items.map(toProtoMyRoom), nextPageToken: toPageToken(next) };
    },

    async getRoom({ id }, call) {
      const { userId } = await authenticate(verifier, call);
      return toProtoRoom(await getRoom(db, userId, id));
    },

    async updateRoom({ id, name, topic, retentionDays, linkPreviews }, call) {
      const actor = await authenticate(verifier, call);
      return toProtoRoom(await updateRoom(rooms, actor, { roomId: id, name, topic, retentionDays, linkPreviews }));
    },

    async archiveRoom({ id }, call) {
      const actor = await authenticate(verifier, call);
      return toProtoRoom(await archiveRoom(rooms, actor, id));
    },

    async openDirectRoom({ id }, call) {
      const actor = await authenticate(verifier, call);
      const other = await rooms.users.byId(id, "id");
      return toProtoRoom(await getRoom(db, actor.userId, await openDirectRoom(rooms, actor, other)));
    },

    async joinRoom(request, call) {
      const actor = await authenticate(verifier, call);
      return toProtoRoom(await becomeMember(rooms, actor, readOwnMembership(request, actor)));
    },

    async leaveRoom(request, call) {
      const actor = await authenticate(verifier, call);
      await endMembership(rooms, actor, readOwnMembership(request, actor));
      return {};
    },

    async markRead({ roomId, seq, threadSeq }, call) {
      const actor = await authenticate(verifier, call);
      // Of a thread it is spent there, for sockets too.
      if (threadSeq === undefined) spendRead(fairUse, actor.userId);
      return markRead(messages, actor, { roomId, seq, threadSeq });
    },

    async markUnread({ roomId, seq, threadSeq }, call) {
      return markUnread(messages, await authenticate(verifier, call), { roomId, seq, threadSeq });
    },

    async listMembers({ id, userId, ...request }, call) {
      const { userId: viewerId } = await authenticate(verifier, call);
      const page = readPageRequest(request, ["whole number", "whole number"]);
      const { items, next } = await listMembers(rooms, { viewerId, roomId: id, userId, ...page });
      return { members: items.map(toProtoMember), nextPageToken: toPageToken(next) };
    },

    async addMember({ id, username, userId, role }, call) {
      const actor = await authenticate(verifier, call);
      const member = await addMember(rooms, actor, {
        roomId: id,
        username: username === "" ? undefined : username,
        userId: userId === 0 ? undefined : userId,
        role: fromProtoRole(role) ?? "member",
      });
      return toProtoMember(member);
    },

    async updateMember({ id, userId, role }, call) {
      const actor = await authenticate(verifier, call);
      const newRole = fromProtoRole(role);
      if (newRole === undefined) throw new AppError("invalid_argument", "role is missing", { field: "role" });
      const change = { roomId: id, userId, role: newRole };
      return toProtoMember(await setMemberRole(rooms, actor, change));
    },

    async removeMember({ id, userId }, call) {
      const actor = await authenticate(verifier, call);
      await removeMember(rooms, actor, { roomId: id, userId });
      return {};
    },
  };
}

/**
 * The room that one joins or leaves. Older clients say it and who they are a second time: throws `invalid_argument` naming
 * each of the two that says something else.
 */
function readOwnMembership(
  { id, roomId, userId }: JoinRoomRequest | LeaveRoomRequest,
  actor: Pick<Actor, "userId">,
): number {
  const problems: FieldError[] = [];
  const refuse = (field: string, message: string) => problems.push({ field, code: "invalid_argument", message });
  if (roomId !== undefined && roomId !== id) refuse("room_id", "room_id is not the room of the address");
  if (userId !== undefined && userId !== actor.userId) refuse("user_id", "user_id is not who the token belongs to");
  assertNoFieldErrors(problems);
  return id;
}
