import { epochNowUs } from "@hubbub/service-runtime";
import { spendChange } from "../../fair-use/fair-use.ts";
import type { Actor } from "../../room-log/actor.ts";
import type { RoomContext } from "../room-context.ts";

/** They may come back; one who is not banned is no error. Throws `user_not_found`, and what the log says. */
export async function unbanPerson(
  { log, users, fairUse }: Pick<RoomContext, "log" | "users" | "fairUse">,
  actor: Actor,
  { roomId, userId }: { roomId: number; userId: number },
): Promise<void> {
  const user = await users.byId(userId, "user_id");
  spendChange(fairUse, actor);
  await log.append({ do: "unban", roomId, actor, ...user, receivedUs: epochNowUs() });
}
