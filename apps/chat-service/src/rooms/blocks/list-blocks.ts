import { spendRead } from "../../fair-use/fair-use.ts";
import type { Page, PageKey } from "../page.ts";
import type { RoomContext } from "../room-context.ts";
import { type BlockRow, selectBlocks } from "./block-queries.ts";

export interface BlockView extends BlockRow {
  /** Empty where the account is not known any more. */
  readonly username: string;
}

/** Whom the caller has blocked, the latest first. Throws `rate_limited`. */
export async function listBlocks(
  { db, users, fairUse }: Pick<RoomContext, "db" | "users" | "fairUse">,
  wanted: { userId: number; after: PageKey | undefined; limit: number },
): Promise<Page<BlockView>> {
  spendRead(fairUse, wanted.userId);
  const { items, next } = await selectBlocks(db, wanted);
  const usernames = await users.usernames(items.map(({ userId }) => userId));
  return { items: items.map((block) => ({ ...block, username: usernames.get(block.userId) ?? "" })), next };
}
