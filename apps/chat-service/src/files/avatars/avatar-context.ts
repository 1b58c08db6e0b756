import type { ChatDatabase } from "../../db/open-chat-database.ts";
import type { LogWriter } from "../../room-log/append/log-writer.ts";
import type { FileContext } from "../file-context.ts";

/** What the use cases of pictures of people and rooms work on. */
export interface AvatarContext extends FileContext {
  readonly log: Pick<LogWriter, "append">;
  readonly tellAvatar: TellAvatar;
}

/** Tells the user-service where somebody's picture is. Throws `user_not_found` for who has no account any more. */
export type TellAvatar = (avatar: {
  readonly userId: number;
  /** Empty: they have none. */
  readonly avatarUrl: string;
  readonly version: number;
}) => Promise<unknown>;

/** What it takes to tell of the pictures that people have. */
export interface Telling extends Pick<AvatarContext, "tellAvatar" | "links"> {
  readonly db: ChatDatabase;
}
