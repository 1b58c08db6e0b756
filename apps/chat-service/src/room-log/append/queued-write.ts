import type { AppError } from "@hubbub/errors";
import type { AppendItem } from "./append-item.ts";
import type { Appended } from "./appended.ts";
import type { CreateRoomCommand } from "./create-room-command.ts";
import type { FollowedWrite } from "./followed-batch.ts";
import type { LogCommand } from "../kinds/log-kinds.ts";

/** A command on its way into the log, and who waits for it. */
export interface QueuedWrite {
  readonly item: AppendItem;
  readonly command: LogCommand | CreateRoomCommand;
  readonly clientMsgId: string;
  readonly bytes: number;
  /** On the clock of `performance.now()`. */
  readonly deadlineMs: number;
  /** undefined unless its trace is recorded. */
  readonly followed: FollowedWrite | undefined;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: AppError) => void;
}
