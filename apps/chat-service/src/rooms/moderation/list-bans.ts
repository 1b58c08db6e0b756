import { AppError } from "@hubbub/errors";
import { spendRead } from "../../fair-use/fair-use.ts";
import type { Actor } from "../../room-log/actor.ts";
import { getRoom } from "../get-room.ts";
import type { Page, PageKey } from "../page.ts";
import type { RoomContext } from "../room-context.ts";
import { type BanRow, selectBans } from "./ban-queries.ts";

export interface BanView extends BanRow {
  /** Empty where the account is not known any more. */
  readonly username: string;
}

/** The latest first, for those who look after the room. Throws `room_not_found`, `forbidden` and `rate_limited`. */
export async function listBans(
  { db, users, fairUse }: Pick<RoomContext, "db" | "users" | "fairUse">,
  actor: Actor,
  wanted: { roomId: number; userId: number | undefined; after: PageKey | undefined; limit: number },
): Promise<Page<BanView>> {
  spendRead(fairUse, actor.userId);
  const { kind, role } = await getRoom(db, actor.userId, wanted.roomId);
  const looksAfter = role === "owner" || role === "admin" || (actor.serverAdmin && kind !== "direct");
  if (!looksAfter) throw new AppError("forbidden", "Only owners and admins of the room may do that");
  const { items, next } = await selectBans(db, wanted);
  const usernames = await users.usernames(items.map(({ userId }) => userId));
  return { items: items.map((ban) => ({ ...ban, username: usernames.get(ban.userId) ?? "" })), next };
}
