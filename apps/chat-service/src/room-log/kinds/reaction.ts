import { maxEmojiCodePoints } from "@hubbub/grpc-api/limits";
import { isBlank } from "@hubbub/text";
import { textProblem } from "@hubbub/ws-protocol";
import { maxReactionEmoji, maxReactionUsers } from "../../limits.ts";
import { type CommandTarget, type FieldProblem, inLiveRooms, type LogKind, noEffects, targetOf } from "./log-kind.ts";

export interface ReactionBody {
  username: string;
  emoji: string;
  on: boolean;
  /** All who have it afterwards. */
  user_ids: number[];
}

export interface ReactCommand extends CommandTarget {
  readonly do: "react";
  readonly seq: number;
  readonly emoji: string;
  readonly on: boolean;
}

export const reaction: LogKind<"reaction", ReactionBody, ReactCommand> = {
  frame: (event) => {
    const { username, emoji, on, user_ids } = event.body;
    return { target_seq: targetOf(event), user_id: event.actorId, username, emoji, on, user_ids };
  },
  effects: noEffects,
  commands: {
    react: {
      step: "change",
      problem: problemOfEmoji,
      item: ({ seq, emoji, on }) => ({ seq, emoji, on, max_emoji: maxReactionEmoji, max_users: maxReactionUsers }),
      ...inLiveRooms,
    },
  },
  refusals: {
    too_many_emoji: {
      code: "invalid_argument",
      field: "emoji",
      message: "The message has too many different reactions",
    },
    too_many_reactions: {
      code: "invalid_argument",
      field: "emoji",
      message: "Too many people have this reaction already",
    },
  },
};

/** One that shows nothing can still be taken back. */
function problemOfEmoji({ emoji, on }: ReactCommand): FieldProblem | undefined {
  const problem = textProblem(emoji, { name: "The emoji", maxCodePoints: maxEmojiCodePoints });
  const message = problem ?? (on && isBlank(emoji) ? "The emoji shows nothing" : undefined);
  return message === undefined ? undefined : { field: "emoji", message };
}
