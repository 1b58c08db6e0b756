import { epochNowUs } from "@hubbub/service-runtime";
import type { MemberRole } from "@hubbub/ws-protocol";
import { spendChange } from "../../fair-use/fair-use.ts";
import type { Actor } from "../../room-log/actor.ts";
import type { RoomContext } from "../room-context.ts";
import type { MemberView } from "../room-view.ts";
import { getMember } from "./get-member.ts";

/** Throws `user_not_found`, and what the log says. */
export async function setMemberRole(
  { db, log, users, fairUse }: RoomContext,
  actor: Actor,
  { roomId, userId, role }: { roomId: number; userId: number; role: MemberRole },
): Promise<MemberView> {
  const user = await users.byId(userId, "user_id");
  spendChange(fairUse, actor);
  await log.append({ do: "set_role", roomId, actor, ...user, role, receivedUs: epochNowUs() });
  return getMember(db, actor.userId, roomId, user);
}
