import { epochNowUs } from "@hubbub/service-runtime";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import type { LogWriter } from "../room-log/append/log-writer.ts";
import { readExpiredRooms } from "./retention-queries.ts";

/** Who empties messages: nobody in particular. */
const server = { userId: 0, username: "", serverAdmin: true };

export interface Expiry {
  readonly db: ChatDatabase;
  readonly log: Pick<LogWriter, "append">;
  /** Of the whole server; 0: none. */
  readonly serverDays: number;
  /** Rooms that one statement asks. */
  readonly maxRooms: number;
}

/**
 * Empties the oldest messages of some of the next rooms after one that keep them no longer. Answers after which room to go
 * on, which is the same one while there may be more to empty there; undefined where all rooms were asked.
 */
export async function expireMessages(
  { db, log, serverDays, maxRooms }: Expiry,
  after: number,
): Promise<number | undefined> {
  const { rooms, last } = await readExpiredRooms(db, serverDays, { after, maxRooms });
  for (const { roomId, before } of rooms) {
    await log.append({ do: "expire", roomId, actor: server, before, receivedUs: epochNowUs() });
  }
  return rooms.length > 0 ? after : last;
}
