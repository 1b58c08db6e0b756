import { MemberRole, type Member, type MyRoom, type Room, RoomType } from "@hubbub/grpc-api/rooms";
import type { MemberRole as Role, RoomType as Kind } from "@hubbub/ws-protocol";
import type { MemberView, MyRoomView, RoomView } from "../rooms/room-view.ts";

const types: Readonly<Record<Kind, RoomType>> = {
  public: RoomType.ROOM_TYPE_PUBLIC,
  private: RoomType.ROOM_TYPE_PRIVATE,
  direct: RoomType.ROOM_TYPE_DIRECT,
  announcement: RoomType.ROOM_TYPE_ANNOUNCEMENT,
};
const roles: Readonly<Record<Role, MemberRole>> = {
  owner: MemberRole.MEMBER_ROLE_OWNER,
  admin: MemberRole.MEMBER_ROLE_ADMIN,
  member: MemberRole.MEMBER_ROLE_MEMBER,
};

export const toProtoRoomType = (kind: Kind): RoomType => types[kind];
export const toProtoRole = (role: Role): MemberRole => roles[role];

export function toProtoRoom({ kind, role, people, ...room }: RoomView): Room {
  return {
    ...room,
    type: types[kind],
    ...(role === undefined ? {} : { role: roles[role] }),
    people: people.map(({ user_id, username }) => ({ userId: user_id, username })),
  };
}

export function toProtoMyRoom(room: MyRoomView): MyRoom {
  const { lastReadSeq, unreadCount, mentionCount } = room;
  return { ...toProtoRoom(room), lastReadSeq, unreadCount, mentionCount };
}

export function toProtoMember({ role, ...member }: MemberView): Member {
  return { ...member, role: roles[role] };
}
