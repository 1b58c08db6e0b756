import { maxPinsPerRoom } from "../../limits.ts";
import { type CommandTarget, inLiveRooms, type LogKind, noEffects, noProblem, targetOf } from "./log-kind.ts";

export interface MessagePinnedBody {
  username: string;
  on: boolean;
}

/** What is pinned already, or is not pinned: `duplicate`, no row. */
export interface PinCommand extends CommandTarget {
  readonly do: "pin";
  readonly seq: number;
  readonly on: boolean;
}

export const messagePinned: LogKind<"message_pinned", MessagePinnedBody, PinCommand> = {
  frame: (event) => {
    const { username, on } = event.body;
    return { target_seq: targetOf(event), user_id: event.actorId, username, on };
  },
  effects: noEffects,
  commands: {
    pin: {
      step: "change",
      problem: noProblem,
      item: ({ seq, on }) => ({ seq, on, max_pins: maxPinsPerRoom }),
      ...inLiveRooms,
    },
  },
  refusals: {
    too_many_pins: {
      code: "invalid_argument",
      field: "seq",
      message: `A room can have ${maxPinsPerRoom} pinned messages: unpin one first`,
    },
  },
};
