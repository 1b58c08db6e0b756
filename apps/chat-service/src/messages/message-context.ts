import type { ChatDatabase } from "../db/open-chat-database.ts";
import type { FairUse } from "../fair-use/fair-use.ts";
import type { LogWriter } from "../room-log/append/log-writer.ts";
import type { ReadMarks } from "./read-marks.ts";

/** What the use cases of messages work on. */
export interface MessageContext {
  readonly db: ChatDatabase;
  readonly log: Pick<LogWriter, "append">;
  readonly fairUse: FairUse;
  readonly readMarks: Pick<ReadMarks, "move">;
  /** Throws `room_not_found` for a room that the user may not see; rooms/ knows. */
  readonly assertMaySee: (userId: number, roomId: number) => Promise<void>;
}
