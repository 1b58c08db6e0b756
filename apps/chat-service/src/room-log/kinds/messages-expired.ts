import { maxExpiredMessages, maxQuotesNamed } from "../../limits.ts";
import { type CommandTarget, type LogKind, noProblem } from "./log-kind.ts";

export interface MessagesExpiredBody {
  up_to_seq: number;
  /** The newest of the messages that stay and quote one of those. */
  quoted_by?: number[];
}

/** By the server itself: messages from before then are emptied, the oldest first. None there: `duplicate`, no row. */
export interface ExpireCommand extends CommandTarget {
  readonly do: "expire";
  readonly before: Date;
}

export const messagesExpired: LogKind<"messages_expired", MessagesExpiredBody, ExpireCommand> = {
  frame: ({ body }) => ({ up_to_seq: body.up_to_seq }),
  effects: ({ body }) => ({ deleted: [body.up_to_seq, ...(body.quoted_by ?? [])] }),
  commands: {
    expire: {
      step: "change",
      problem: noProblem,
      item: ({ before }) => ({
        before: before.toISOString(),
        max: maxExpiredMessages,
        max_quotes: maxQuotesNamed,
        anywhere: true,
      }),
      inArchivedRoom: true,
      changesRoom: false,
    },
  },
  refusals: {},
};
