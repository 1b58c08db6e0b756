import { AppError, assertNoFieldErrors } from "@hubbub/errors";
import { epochNowUs } from "@hubbub/service-runtime";
import { spendChange } from "../../fair-use/fair-use.ts";
import type { Actor } from "../../room-log/actor.ts";
import type { BanCommand } from "../../room-log/kinds/member-updated.ts";
import type { RoomContext } from "../room-context.ts";
import { selectBan } from "./ban-queries.ts";
import { banReasonProblems } from "./ban-reason-problems.ts";
import type { BanView } from "./list-bans.ts";
import { untilProblems } from "./until-problems.ts";

export interface NewBan {
  readonly roomId: number;
  readonly userId: number;
  readonly reason: string;
  /** Undefined: for good. */
  readonly until: Date | undefined;
}

/** Out of the room, and not back before `until`. Throws `invalid_argument`, `user_not_found`, and what the log says. */
export async function banPerson(
  { db, log, users, fairUse }: Pick<RoomContext, "db" | "log" | "users" | "fairUse">,
  actor: Actor,
  { roomId, userId, reason: givenReason, until }: NewBan,
): Promise<BanView> {
  const reason = givenReason.trim();
  assertNoFieldErrors([...banReasonProblems(reason), ...untilProblems(until)]);
  const user = await users.byId(userId, "user_id");
  spendChange(fairUse, actor);
  await append(log, { roomId, actor, ...user, reason, until, receivedUs: epochNowUs() });
  const ban = await selectBan(db, roomId, userId);
  if (ban === undefined) throw new AppError("unavailable", "The ban is over, or was lifted just now");
  return { ...ban, username: user.username };
}

/** Members are removed, others kept from coming; which of the two it is, the log knows. */
async function append(log: RoomContext["log"], ban: Omit<BanCommand, "do">): Promise<void> {
  try {
    await log.append({ do: "ban_member", ...ban });
  } catch (error) {
    if (!(error instanceof AppError && error.code === "user_not_found")) throw error;
    await log.append({ do: "ban", ...ban });
  }
}
