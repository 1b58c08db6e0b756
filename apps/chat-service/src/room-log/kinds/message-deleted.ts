import { maxErasedEdits } from "../../limits.ts";
import { type CommandTarget, inLiveRooms, type LogKind, noProblem, targetOf } from "./log-kind.ts";

export interface MessageDeletedBody {
  username: string;
  /** The newest of the message's edits, whose content is gone with it. */
  erased?: number[];
}

export interface DeleteCommand extends CommandTarget {
  readonly do: "delete";
  readonly seq: number;
}

export const messageDeleted: LogKind<"message_deleted", MessageDeletedBody, DeleteCommand> = {
  frame: (event) => ({ target_seq: targetOf(event), user_id: event.actorId, username: event.body.username }),
  effects: (event) => ({ deleted: [targetOf(event), ...(event.body.erased ?? [])] }),
  commands: {
    delete: {
      step: "change",
      problem: noProblem,
      item: ({ seq }) => ({ seq, max_erased: maxErasedEdits }),
      ...inLiveRooms,
    },
  },
  refusals: {
    not_moderator: {
      code: "forbidden",
      message: "Only its author, or an owner or admin of the room, may delete a message",
    },
  },
};
