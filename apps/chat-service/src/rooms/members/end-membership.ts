import { epochNowUs } from "@hubbub/service-runtime";
import { spendUnlessAdmin } from "../../fair-use/fair-use.ts";
import type { Actor } from "../../room-log/actor.ts";
import type { RoomContext } from "../room-context.ts";

/** Ends the caller's membership; not being a member is no error. */
export async function endMembership(
  { log, fairUse }: Pick<RoomContext, "log" | "fairUse">,
  actor: Actor,
  roomId: number,
): Promise<void> {
  await spendUnlessAdmin(fairUse, actor, "memberships");
  await log.append({ do: "leave", roomId, actor, receivedUs: epochNowUs() });
}
