import { MemberRole, type RoomServiceServer, RoomType } from "../gen/hubbub/chat/v1/room_service.ts";
import { choice, flag, text, whole } from "./field-rule.ts";
import { id, page, roomName, seq, topic, username } from "./fields.ts";
import { maxQueryCodePoints, maxRetentionDays } from "./limits.ts";
import { needed, optional, orZero, type RpcsOf } from "./rpc.ts";

const madeType = choice({ public: RoomType.ROOM_TYPE_PUBLIC, private: RoomType.ROOM_TYPE_PRIVATE });
const role = choice({
  owner: MemberRole.MEMBER_ROLE_OWNER,
  admin: MemberRole.MEMBER_ROLE_ADMIN,
  member: MemberRole.MEMBER_ROLE_MEMBER,
});

/** Who names the room and themselves once more says the same. */
const ownMembership = { id: needed(id), roomId: optional(id), userId: optional(id) } as const;

const ofMembers = ["room_not_found", "user_not_found", "forbidden", "room_archived"] as const;

export const roomRpcs: RpcsOf<RoomServiceServer> = {
  createRoom: {
    request: { name: needed(roomName), type: orZero(madeType), topic: orZero(topic) },
    errors: ["already_exists"],
  },
  listRooms: { request: { query: orZero(text({ maxChars: maxQueryCodePoints })), ...page }, errors: [] },
  listMyRooms: { request: page, errors: [] },
  getRoom: { request: { id: needed(id) }, errors: ["room_not_found"] },
  updateRoom: {
    request: {
      id: needed(id),
      name: optional(roomName),
      topic: optional(topic),
      retentionDays: optional(whole(0, maxRetentionDays)),
      linkPreviews: optional(flag),
    },
    errors: ["room_not_found", "forbidden", "room_archived", "already_exists"],
  },
  archiveRoom: { request: { id: needed(id) }, errors: ["room_not_found", "forbidden", "room_archived"] },
  openDirectRoom: { request: { id: needed(id) }, errors: ["user_not_found", "forbidden"] },
  joinRoom: { request: ownMembership, errors: ["room_not_found", "forbidden", "room_archived"] },
  leaveRoom: { request: ownMembership, errors: ["room_not_found", "forbidden", "room_archived"] },
  markRead: {
    request: { roomId: needed(id), seq: orZero(seq), threadSeq: optional(id) },
    errors: ["room_not_found", "message_not_found", "forbidden"],
  },
  markUnread: {
    request: { roomId: needed(id), seq: needed(id), threadSeq: optional(id) },
    errors: ["room_not_found", "message_not_found", "forbidden"],
  },
  listMembers: { request: { id: needed(id), ...page, userId: optional(id) }, errors: ["room_not_found", "forbidden"] },
  addMember: {
    request: { id: needed(id), username: orZero(username), userId: orZero(id), role: orZero(role) },
    oneOf: ["username", "userId"],
    errors: ofMembers,
  },
  updateMember: { request: { id: needed(id), userId: needed(id), role: needed(role) }, errors: ofMembers },
  removeMember: { request: { id: needed(id), userId: needed(id) }, errors: ofMembers },
};
