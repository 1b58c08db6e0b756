import type { KnownRoomState } from "./joining/known-room.ts";
import type { JoiningState } from "./joining/room-joining.ts";
import type { LogItem } from "./log/log-item.ts";
import type { HistoryState } from "./log/room-history.ts";
import type { PresenceState } from "./people/room-presence.ts";
import type { ReadingState } from "./reading/room-reading.ts";
import type { SendingState } from "./sending/room-outbox.ts";

/** Everything there is to show of a room; immutable. */
export interface RoomSnapshot
  extends JoiningState, KnownRoomState, HistoryState, SendingState, PresenceState, ReadingState {
  readonly id: number;
  readonly items: readonly LogItem[];
}
