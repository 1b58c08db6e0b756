import { spendRead } from "../../fair-use/fair-use.ts";
import { getRoomToRead } from "../get-room.ts";
import type { Page, PageKey } from "../page.ts";
import type { RoomContext } from "../room-context.ts";
import type { MemberView } from "../room-view.ts";
import { selectMembers } from "./member-queries.ts";

/** In the order they became members; how far each has read is for members to see. Throws `room_not_found` and `rate_limited`. */
export async function listMembers(
  { db, users, fairUse }: Pick<RoomContext, "db" | "users" | "fairUse">,
  wanted: { viewerId: number; roomId: number; userId: number | undefined; after: PageKey | undefined; limit: number },
): Promise<Page<MemberView>> {
  spendRead(fairUse, wanted.viewerId);
  const { kind, people, role } = await getRoomToRead(db, wanted.viewerId, wanted.roomId);
  const page = await selectMembers(db, wanted);
  const direct = kind === "direct";
  const usernames = direct
    ? new Map(people.map(({ user_id, username }) => [user_id, username]))
    : await users.usernames(page.items.map(({ userId }) => userId));
  const items = page.items.map((member) => ({
    ...member,
    username: usernames.get(member.userId) ?? "",
    lastReadSeq: role === undefined ? undefined : member.lastReadSeq,
    lastDeliveredSeq: direct ? member.lastDeliveredSeq : undefined,
  }));
  return { items, next: page.next };
}
