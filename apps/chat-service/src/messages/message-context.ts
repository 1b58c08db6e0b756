import type { MemberRole, RoomType } from "@hubbub/ws-protocol";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import type { FairUse } from "../fair-use/fair-use.ts";
import type { LogWriter } from "../room-log/append/log-writer.ts";
import type { NamedLookup } from "./named-people.ts";
import type { ReadMarks } from "./read-marks.ts";

/** What the use cases of messages work on. */
export interface MessageContext {
  readonly db: ChatDatabase;
  readonly log: Pick<LogWriter, "append">;
  readonly fairUse: FairUse;
  readonly users: NamedLookup;
  readonly readMarks: Pick<ReadMarks, "move" | "moveBack">;
  /** Tells somebody's devices where they are in a thread now. */
  readonly tellThreadRead: (mark: MovedThreadMark) => void;
  /** Throws `room_not_found` for a room that the user may not see, `forbidden` for who is banned; rooms/ knows. */
  readonly seeRoom: (userId: number, roomId: number) => Promise<SeenRoom>;
  /** Who may see what a message said before it was edited. */
  readonly editHistory: "members" | "moderators" | "off";
}

export interface MovedThreadMark {
  readonly roomId: number;
  readonly threadSeq: number;
  readonly userId: number;
  readonly lastReadSeq: number;
  /** It was set back. */
  readonly isBack: boolean;
}

/** A room to one who may see what is in it. */
export interface SeenRoom {
  readonly kind: RoomType;
  /** Theirs; undefined for one who is no member. */
  readonly role: MemberRole | undefined;
}
