import { AppError } from "@hubbub/errors";
import type { ChatDatabase } from "../../db/open-chat-database.ts";
import type { MemberView } from "../room-view.ts";
import { selectMember } from "./member-queries.ts";

/** As another sees them. Throws `user_not_found` for one who is no member. */
export async function getMember(
  db: ChatDatabase,
  viewerId: number,
  roomId: number,
  user: { readonly userId: number; readonly username: string },
): Promise<MemberView> {
  const member = await selectMember(db, roomId, user.userId);
  if (member === undefined) {
    throw new AppError("user_not_found", "That person is no member of the room", { field: "user_id" });
  }
  // A server admin changes members without being one.
  const isAmongThem = (await selectMember(db, roomId, viewerId)) !== undefined;
  const lastReadSeq = isAmongThem ? member.lastReadSeq : undefined;
  return { ...member, username: user.username, lastReadSeq, lastDeliveredSeq: undefined };
}
