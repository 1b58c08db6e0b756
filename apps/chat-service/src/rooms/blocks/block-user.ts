import { AppError } from "@hubbub/errors";
import { spendChange } from "../../fair-use/fair-use.ts";
import { maxBlocksPerPerson } from "../../limits.ts";
import type { Actor } from "../../room-log/actor.ts";
import type { RoomContext } from "../room-context.ts";
import { changeBlock, selectBlock } from "./block-queries.ts";
import type { BlockView } from "./list-blocks.ts";

/** The caller hears nothing from this person any more. Throws `user_not_found`, `rate_limited`, and `invalid_argument` for oneself. */
export async function blockUser(
  { db, users, fairUse, tellBlocksChanged }: Pick<RoomContext, "db" | "users" | "fairUse" | "tellBlocksChanged">,
  actor: Actor,
  otherId: number,
): Promise<BlockView> {
  if (otherId === actor.userId) {
    throw new AppError("invalid_argument", "Nobody can block themselves", { field: "user_id" });
  }
  const { username } = await users.byId(otherId, "user_id");
  spendChange(fairUse, actor);
  if (!(await changeBlock(db, { userId: actor.userId, otherId, on: true }))) {
    const message = `You have blocked ${maxBlocksPerPerson} people, which is as many as one can`;
    throw new AppError("invalid_argument", message, { field: "user_id" });
  }
  tellBlocksChanged(actor.userId, otherId);
  const block = await selectBlock(db, actor.userId, otherId);
  return { userId: otherId, username, createdAt: block?.createdAt ?? new Date() };
}
