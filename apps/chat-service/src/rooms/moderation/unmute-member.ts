import { epochNowUs } from "@hubbub/service-runtime";
import { spendChange } from "../../fair-use/fair-use.ts";
import type { Actor } from "../../room-log/actor.ts";
import { getMember } from "../members/get-member.ts";
import type { RoomContext } from "../room-context.ts";
import type { MemberView } from "../room-view.ts";

/** They may write again; one who may is no error. Throws `user_not_found`, and what the log says. */
export async function unmuteMember(
  { db, log, users, fairUse }: RoomContext,
  actor: Actor,
  { roomId, userId }: { roomId: number; userId: number },
): Promise<MemberView> {
  const user = await users.byId(userId, "user_id");
  spendChange(fairUse, actor);
  await log.append({ do: "unmute_member", roomId, actor, ...user, receivedUs: epochNowUs() });
  return getMember(db, actor.userId, roomId, user);
}
