import { spendRead } from "../fair-use/fair-use.ts";
import type { Page } from "./page.ts";
import type { RoomContext } from "./room-context.ts";
import { type MyRoomsWanted, selectMyRooms } from "./room-queries.ts";
import type { MyRoomView } from "./room-view.ts";

/** The rooms that one is a member of, with what is unread in them. Throws `rate_limited`. */
export async function listMyRooms(
  { db, fairUse }: Pick<RoomContext, "db" | "fairUse">,
  wanted: MyRoomsWanted,
): Promise<Page<MyRoomView>> {
  spendRead(fairUse, wanted.userId);
  return selectMyRooms(db, wanted);
}
