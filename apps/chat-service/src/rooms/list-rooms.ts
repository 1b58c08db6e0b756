import { spendRead } from "../fair-use/fair-use.ts";
import type { Page, PageKey } from "./page.ts";
import type { RoomContext } from "./room-context.ts";
import { selectRooms } from "./room-queries.ts";
import type { RoomView } from "./room-view.ts";

export interface RoomSearch {
  readonly userId: number;
  /** Part of the name, without case; empty for all. */
  readonly query: string;
  readonly after: PageKey | undefined;
  readonly limit: number;
}

/** Public and announcement rooms and the user's own, ordered by name. Throws `rate_limited`. */
export async function listRooms(
  { db, fairUse }: Pick<RoomContext, "db" | "fairUse">,
  search: RoomSearch,
): Promise<Page<RoomView>> {
  spendRead(fairUse, search.userId);
  return selectRooms(db, { ...search, query: search.query.trim() });
}
