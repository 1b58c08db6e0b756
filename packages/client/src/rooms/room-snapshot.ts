import type { KnownRoomState } from "./joining/known-room.ts";
import type { JoiningState } from "./joining/room-joining.ts";
import type { LogItems } from "./log/log-items.ts";
import type { HistoryState } from "./log/room-history.ts";
import type { PinsState } from "./log/room-pins.ts";
import type { TypingState } from "./people/conversation-typing.ts";
import type { PeopleState } from "./people/room-people.ts";
import type { ReadingState } from "./reading/own-reading.ts";
import type { ReceiptsState } from "./reading/room-receipts.ts";
import type { SendingState } from "./sending/room-outbox.ts";

/** What there is to show of messages that follow each other, and of where one is among them. */
export interface ConversationState extends HistoryState, SendingState, TypingState, ReadingState {
  /** What is shown: the newest, unless another place of the log was asked for. */
  readonly items: LogItems;
  /** The newest that is loaded, wherever one looks: what comes is at its end. */
  readonly newest: LogItems;
}

/** Everything there is to show of a room; immutable. */
export interface RoomSnapshot
  extends JoiningState, KnownRoomState, PinsState, PeopleState, ReceiptsState, ConversationState {
  readonly id: number;
}
