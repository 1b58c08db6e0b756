import { AppError } from "@hubbub/errors";
import { MemberRole, RoomType } from "@hubbub/grpc-api/rooms";
import type { MemberRole as Role } from "@hubbub/ws-protocol";

/** Throws `invalid_argument` for a kind of room that nobody can make. */
export function fromProtoRoomType(type: RoomType): "public" | "private" {
  if (type === RoomType.ROOM_TYPE_UNSPECIFIED || type === RoomType.ROOM_TYPE_PUBLIC) return "public";
  if (type === RoomType.ROOM_TYPE_PRIVATE) return "private";
  throw new AppError("invalid_argument", "type must be public or private", { field: "type" });
}

const roles: Readonly<Record<number, Role | undefined>> = {
  [MemberRole.MEMBER_ROLE_OWNER]: "owner",
  [MemberRole.MEMBER_ROLE_ADMIN]: "admin",
  [MemberRole.MEMBER_ROLE_MEMBER]: "member",
};

/** undefined where the request names none. Throws `invalid_argument`. */
export function fromProtoRole(role: MemberRole): Role | undefined {
  if (role === MemberRole.MEMBER_ROLE_UNSPECIFIED) return undefined;
  const known = roles[role];
  if (known === undefined) {
    throw new AppError("invalid_argument", "role must be owner, admin or member", { field: "role" });
  }
  return known;
}
