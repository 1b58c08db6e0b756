import { epochNowUs } from "@hubbub/service-runtime";
import { spendChange } from "../fair-use/fair-use.ts";
import type { Actor } from "../room-log/actor.ts";
import { getRoom } from "./get-room.ts";
import type { RoomContext } from "./room-context.ts";
import type { RoomView } from "./room-view.ts";

/** The room can be read from now on, not written. Owners only. */
export async function archiveRoom({ db, log, fairUse }: RoomContext, actor: Actor, roomId: number): Promise<RoomView> {
  spendChange(fairUse, actor);
  await log.append({ do: "archive_room", roomId, actor, receivedUs: epochNowUs() });
  return getRoom(db, actor.userId, roomId);
}
