import { maxErasedEdits, maxQuotesNamed } from "../../limits.ts";
import { type CommandTarget, inLiveRooms, type LogKind, noProblem, type RowOf, targetOf } from "./log-kind.ts";
import { toThread } from "./message.ts";

export interface MessageDeletedBody {
  username: string;
  /** The newest of the message's edits, whose content is gone with it, and of the messages that quote it. */
  erased?: number[];
  /** Where it was a reply, as in its body. */
  thread_seq?: number;
  in_room?: true;
}

export interface DeleteCommand extends CommandTarget {
  readonly do: "delete";
  readonly seq: number;
}

/** Of one's account that is deleted: wherever the message is, and whether or not one may still see it. */
export interface EraseCommand extends CommandTarget {
  readonly do: "erase";
  readonly seq: number;
}

function ofReply({ body: { thread_seq, in_room }, thread }: RowOf<MessageDeletedBody>) {
  return {
    ...(thread_seq === undefined ? {} : { thread_seq }),
    ...(in_room === undefined ? {} : { in_room }),
    ...(thread === undefined ? {} : { thread: toThread(thread) }),
  };
}

const bounds = { max_erased: maxErasedEdits, max_quotes: maxQuotesNamed };

export const messageDeleted: LogKind<"message_deleted", MessageDeletedBody, DeleteCommand | EraseCommand> = {
  frame: (event) => ({
    target_seq: targetOf(event),
    user_id: event.actorId,
    username: event.body.username,
    ...ofReply(event),
  }),
  effects: (event) => ({ deleted: [targetOf(event), ...(event.body.erased ?? [])] }),
  commands: {
    delete: {
      step: "change",
      problem: noProblem,
      item: ({ seq }) => ({ seq, ...bounds }),
      ...inLiveRooms,
    },
    erase: {
      step: "change",
      problem: noProblem,
      item: ({ seq }) => ({ seq, ...bounds, anywhere: true }),
      inArchivedRoom: true,
      changesRoom: false,
    },
  },
  refusals: {
    not_moderator: {
      code: "forbidden",
      message: "Only its author, or an owner or admin of the room, may delete a message",
    },
  },
};
