import { epochNowUs } from "@hubbub/service-runtime";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import type { LogWriter } from "../room-log/append/log-writer.ts";
import { readExpiredRooms } from "./retention-queries.ts";

/** Who empties messages: nobody in particular. */
const server = { userId: 0, username: "", serverAdmin: true };

/** Empties the oldest messages of some rooms that keep them no longer; answers whether there may be more. */
export async function expireMessages(
  { db, log }: { readonly db: ChatDatabase; readonly log: Pick<LogWriter, "append"> },
  serverDays: number,
): Promise<boolean> {
  const rooms = await readExpiredRooms(db, serverDays);
  for (const { roomId, before } of rooms) {
    await log.append({ do: "expire", roomId, actor: server, before, receivedUs: epochNowUs() });
  }
  return rooms.length > 0;
}
