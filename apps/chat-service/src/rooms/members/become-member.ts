import { epochNowUs } from "@hubbub/service-runtime";
import { spendUnlessAdmin } from "../../fair-use/fair-use.ts";
import type { Actor } from "../../room-log/actor.ts";
import { getRoom } from "../get-room.ts";
import type { RoomContext } from "../room-context.ts";
import type { RoomView } from "../room-view.ts";

/** The caller becomes a member of a public or announcement room; being one already is no error. */
export async function becomeMember({ db, log, fairUse }: RoomContext, actor: Actor, roomId: number): Promise<RoomView> {
  await spendUnlessAdmin(fairUse, actor, "memberships");
  await log.append({ do: "join", roomId, actor, receivedUs: epochNowUs() });
  return getRoom(db, actor.userId, roomId);
}
