import type { MemberRole, RoomType } from "@hubbub/ws-protocol";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { maxBlocksPerPerson } from "../limits.ts";

export interface ExportedRoomRow {
  readonly id: number;
  readonly name: string;
  readonly kind: RoomType;
  readonly role: MemberRole;
  readonly joinedAt: Date;
  readonly lastReadSeq: number;
}

/** By id, after one. */
export async function readExportedRooms(
  db: ChatDatabase,
  userId: number,
  { afterRoomId, limit }: { readonly afterRoomId: number; readonly limit: number },
): Promise<readonly ExportedRoomRow[]> {
  return db
    .selectFrom("room_members")
    .innerJoin("rooms", "rooms.id", "room_members.room_id")
    .select([
      "rooms.id",
      "rooms.name",
      "rooms.kind",
      "room_members.role",
      "room_members.joined_at as joinedAt",
      "room_members.last_read_seq as lastReadSeq",
    ])
    .where("room_members.user_id", "=", userId)
    .where("rooms.id", ">", afterRoomId)
    .orderBy("rooms.id")
    .limit(limit)
    .execute();
}

export async function readExportedBlocks(
  db: ChatDatabase,
  userId: number,
): Promise<readonly { readonly userId: number; readonly createdAt: Date }[]> {
  return db
    .selectFrom("user_blocks")
    .select(["blocked_id as userId", "created_at as createdAt"])
    .where("user_id", "=", userId)
    .orderBy("blocked_id")
    .limit(maxBlocksPerPerson)
    .execute();
}
