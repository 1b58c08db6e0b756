import type { KnownRoomState } from "./joining/known-room.ts";
import type { JoiningState } from "./joining/room-joining.ts";
import type { LogItems } from "./log/log-items.ts";
import type { HistoryState } from "./log/room-history.ts";
import type { PinsState } from "./log/room-pins.ts";
import type { PresenceState } from "./people/room-presence.ts";
import type { ReadingState } from "./reading/room-reading.ts";
import type { SendingState } from "./sending/room-outbox.ts";

/** Everything there is to show of a room; immutable. */
export interface RoomSnapshot
  extends JoiningState, KnownRoomState, HistoryState, PinsState, SendingState, PresenceState, ReadingState {
  readonly id: number;
  /** What is shown: the room's newest, unless another place of its log was asked for. */
  readonly items: LogItems;
  /** The newest that is loaded, wherever one looks: what comes is at its end. */
  readonly newest: LogItems;
}
