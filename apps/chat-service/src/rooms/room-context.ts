import type { ChatDatabase } from "../db/open-chat-database.ts";
import type { FairUse } from "../fair-use/fair-use.ts";
import type { LogWriter } from "../room-log/append/log-writer.ts";

/** What the use cases of rooms work on. */
export interface RoomContext {
  readonly db: ChatDatabase;
  readonly log: Pick<LogWriter, "append" | "createRoom">;
  readonly fairUse: FairUse;
  readonly users: UserLookup;
  readonly directRooms: KnownDirectRooms;
  /** Tells somebody's sockets that whom they have blocked is to be read again, for the other is blocked, or no more. */
  readonly tellBlocksChanged: (userId: number, otherId: number) => void;
}

/** Ids of direct rooms found before, by their key; bounded. Only another database under the service can make them wrong. */
export interface KnownDirectRooms {
  get(directKey: string): number | undefined;
  set(directKey: string, roomId: number): void;
  delete(directKey: string): void;
}

/** The accounts that rooms refer to; identity/ asks the user-service. */
export interface UserLookup {
  /** Throws `user_not_found` naming `field`. */
  byId(userId: number, field: string): Promise<{ readonly userId: number; readonly username: string }>;
  /** Throws `user_not_found` naming `field`. */
  byUsername(username: string, field: string): Promise<{ readonly userId: number; readonly username: string }>;
  /** Who is not known is left out. */
  usernames(userIds: readonly number[]): Promise<ReadonlyMap<number, string>>;
}
