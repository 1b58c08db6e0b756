import { epochNowUs } from "../broker/epoch-now-us.ts";
import type { Actor } from "../room-log/log-command.ts";
import type { RoomContext } from "./room-context.ts";

/** Throws `user_not_found`, and what the log says. */
export async function removeMember(
  { log, users }: Pick<RoomContext, "log" | "users">,
  actor: Actor,
  { roomId, userId }: { roomId: number; userId: number },
): Promise<void> {
  const user = await users.byId(userId, "user_id");
  await log.append({ do: "remove_member", roomId, actor, ...user, receivedUs: epochNowUs() });
}
