import { assertNoFieldErrors } from "@hubbub/errors";
import { epochNowUs } from "@hubbub/service-runtime";
import { spendChange } from "../../fair-use/fair-use.ts";
import type { Actor } from "../../room-log/actor.ts";
import { getMember } from "../members/get-member.ts";
import type { RoomContext } from "../room-context.ts";
import type { MemberView } from "../room-view.ts";
import { untilProblems } from "./until-problems.ts";

/** Until when they may read and not write; undefined: for good. Throws `invalid_argument`, `user_not_found`, and what the log says. */
export async function muteMember(
  { db, log, users, fairUse }: RoomContext,
  actor: Actor,
  { roomId, userId, until }: { roomId: number; userId: number; until: Date | undefined },
): Promise<MemberView> {
  assertNoFieldErrors(untilProblems(until));
  const user = await users.byId(userId, "user_id");
  spendChange(fairUse, actor);
  await log.append({ do: "mute_member", roomId, actor, ...user, until, receivedUs: epochNowUs() });
  return getMember(db, actor.userId, roomId, user);
}
