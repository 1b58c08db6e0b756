import { AppError } from "@hubbub/errors";
import { MemberRole, RoomType } from "@hubbub/grpc-api/rooms";
import type { MemberRole as Role } from "@hubbub/ws-protocol";

/** Throws `invalid_argument` for a kind of room that nobody can make. */
export function fromProtoRoomType(type: RoomType): "public" | "private" {
  if (type === RoomType.ROOM_TYPE_UNSPECIFIED || type === RoomType.ROOM_TYPE_PUBLIC) return "public";
  if (type === RoomType.ROOM_TYPE_PRIVATE) return "private";
  throw new AppError("invalid_argument", "type must be public or private", { field: "type" });
}

/** undefined where the request names none. Throws `invalid_argument`. */
export function fromProtoRole(role: MemberRole): Role | undefined {
  switch (role) {
    case MemberRole.MEMBER_ROLE_UNSPECIFIED:
      return undefined;
    case MemberRole.MEMBER_ROLE_OWNER:
      return "owner";
    case MemberRole.MEMBER_ROLE_ADMIN:
      return "admin";
    case MemberRole.MEMBER_ROLE_MEMBER:
      return "member";
    default:
      throw new AppError("invalid_argument", "role must be owner, admin or member", { field: "role" });
  }
}
