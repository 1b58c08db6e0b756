import { spendChange } from "../../fair-use/fair-use.ts";
import type { Actor } from "../../room-log/actor.ts";
import type { RoomContext } from "../room-context.ts";
import { changeBlock } from "./block-queries.ts";

/** Whoever it is: an account that is gone can be unblocked too. Throws `rate_limited`. */
export async function unblockUser(
  { db, fairUse, tellBlocksChanged }: Pick<RoomContext, "db" | "fairUse" | "tellBlocksChanged">,
  actor: Actor,
  otherId: number,
): Promise<void> {
  spendChange(fairUse, actor);
  await changeBlock(db, { userId: actor.userId, otherId, on: false });
  tellBlocksChanged(actor.userId, otherId);
}
