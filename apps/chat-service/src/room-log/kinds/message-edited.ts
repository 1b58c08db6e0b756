import { maxQuotesNamed } from "../../limits.ts";
import { type CommandTarget, inLiveRooms, type LogKind, noEffects, problemOfContent, targetOf } from "./log-kind.ts";
import { mentionsOf } from "./message.ts";

export interface MessageEditedBody {
  username: string;
  content: string;
  /** The newest of the messages that quote it. */
  quoted_by?: number[];
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
  effects: ({ body }) => (body.quoted_by === undefined ? noEffects() : { deleted: body.quoted_by }),
  commands: {
    edit: {
      step: "change",
      problem: problemOfContent,
      item: ({ seq, content }) => ({ seq, content, ...mentionsOf(content), max_quotes: maxQuotesNamed }),
      ...inLiveRooms,
    },
  },
  refusals: { not_author: { code: "forbidden", message: "Only its author may edit a message" } },
};
