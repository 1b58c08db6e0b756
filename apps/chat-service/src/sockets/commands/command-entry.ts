import type { ClientFrameType } from "@hubbub/ws-protocol";
import type { CommandPace } from "../session/command-queue.ts";
import type { CommandOf } from "./command.ts";
import type { CommandAnswer, CommandCall } from "./command-call.ts";

/** What a client frame does. */
export interface CommandEntry<Name extends ClientFrameType> {
  readonly pace: CommandPace;
  readonly run: (command: CommandOf<Name>, call: CommandCall) => CommandAnswer;
}
