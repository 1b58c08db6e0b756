import { maxQuotesNamed } from "../../limits.ts";
import {
  type CommandTarget,
  inLiveRooms,
  type LogKind,
  type Mentioned,
  type NamedPeople,
  noEffects,
  problemOfContent,
  targetOf,
} from "./log-kind.ts";
import { mentionsOf, toMentions, toNamed } from "./message.ts";

export interface MessageEditedBody {
  username: string;
  content: string;
  mentioned?: Mentioned;
  /** The newest of the messages that quote it. */
  quoted_by?: number[];
}

export interface EditCommand extends CommandTarget {
  readonly do: "edit";
  readonly seq: number;
  readonly content: string;
  readonly named?: NamedPeople | undefined;
}

export const messageEdited: LogKind<"message_edited", MessageEditedBody, EditCommand> = {
  frame: (event) => {
    const { username, content, mentioned = {} } = event.body;
    const mentions = toMentions(mentioned);
    const edited_at = event.createdAt.toISOString();
    return {
      target_seq: targetOf(event),
      user_id: event.actorId,
      username,
      content,
      edited_at,
      ...(mentions === undefined ? {} : { mentions }),
    };
  },
  effects: ({ body }) => (body.quoted_by === undefined ? noEffects() : { deleted: body.quoted_by }),
  commands: {
    edit: {
      step: "change",
      problem: problemOfContent,
      item: ({ seq, content, named }) => ({
        seq,
        content,
        ...mentionsOf(content),
        ...(named === undefined ? {} : { mentioned: toNamed(named) }),
        max_quotes: maxQuotesNamed,
      }),
      ...inLiveRooms,
    },
  },
  refusals: { not_author: { code: "forbidden", message: "Only its author may edit a message" } },
};
