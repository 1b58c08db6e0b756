import { webLinks } from "@hubbub/markup";
import { contentProblem, type Preview } from "@hubbub/ws-protocol";
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
import { toPreviews } from "./previews-changed.ts";

export interface MessageEditedBody {
  username: string;
  content: string;
  mentioned?: Mentioned;
  /** Of the links that it still has. */
  previews?: readonly Preview[];
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
    const { username, content, mentioned = {}, previews } = event.body;
    const mentions = toMentions(mentioned);
    const edited_at = event.createdAt.toISOString();
    return {
      target_seq: targetOf(event),
      user_id: event.actorId,
      username,
      content,
      edited_at,
      ...(mentions === undefined ? {} : { mentions }),
      ...(previews === undefined ? {} : { previews: toPreviews(previews) }),
    };
  },
  effects: ({ body }) => (body.quoted_by === undefined ? noEffects() : { deleted: body.quoted_by }),
  commands: {
    edit: {
      step: "change",
      // Only the log knows whether the message has files.
      problem: (command) => problemOfContent(command, maybeFiles),
      item: ({ seq, content, named }) => ({
        seq,
        content,
        ...mentionsOf(content),
        ...(named === undefined ? {} : { mentioned: toNamed(named) }),
        links: webLinks(content),
        max_quotes: maxQuotesNamed,
      }),
      ...inLiveRooms,
    },
  },
  refusals: {
    not_author: { code: "forbidden", message: "Only its author may edit a message" },
    no_content: { code: "invalid_argument", field: "content", message: contentProblem("") ?? "" },
  },
};

const maybeFiles = [undefined] as const;
