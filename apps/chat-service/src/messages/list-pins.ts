import type { Message } from "@hubbub/ws-protocol";
import { spendRead } from "../fair-use/fair-use.ts";
import { readPins } from "../room-log/read/pin-queries.ts";
import type { MessageContext } from "./message-context.ts";

/** All pinned messages of a room, ascending by seq. Throws `room_not_found`, `forbidden`, `rate_limited`. */
export async function listPins(
  { db, fairUse, seeRoom }: Pick<MessageContext, "db" | "fairUse" | "seeRoom">,
  userId: number,
  roomId: number,
): Promise<readonly Message[]> {
  spendRead(fairUse, userId);
  await seeRoom(userId, roomId);
  return readPins(db, roomId);
}
