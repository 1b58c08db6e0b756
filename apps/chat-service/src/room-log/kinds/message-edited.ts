import { type CommandTarget, inLiveRooms, type LogKind, noEffects, problemOfContent, targetOf } from "./log-kind.ts";
import { mentionsOf } from "./message.ts";

export interface MessageEditedBody {
  username: string;
  content: string;
}

export interface EditCommand extends CommandTarget {
  readonly do: "edit";
  readonly seq: number;
  readonly content: string;
}

export const messageEdited: LogKind<"message_edited", MessageEditedBody, EditCommand> = {
  frame: (event) => {
    const { username, content } = event.body;
    const edited_at = event.createdAt.toISOString();
    return { target_seq: targetOf(event), user_id: event.actorId, username, content, edited_at };
  },
  effects: noEffects,
  commands: {
    edit: {
      step: "change",
      problem: problemOfContent,
      item: ({ seq, content }) => ({ seq, content, ...mentionsOf(content) }),
      ...inLiveRooms,
    },
  },
  refusals: { not_author: { code: "forbidden", message: "Only its author may edit a message" } },
};
