import type { ConnectedRoom } from "./connected-room.ts";
import type { Recipient } from "./recipient.ts";

/** One socket, and what it is still to be told. */
export interface ConnectedSocket {
  readonly recipient: Recipient;
  /** It was told which rooms have unread messages, and is told what changes since. */
  greeted: boolean;
  /** When the next `room_activity` may go out; epoch ms. */
  notBeforeMs: number;
  /** Rooms whose head it does not know yet. */
  untold: Set<ConnectedRoom> | undefined;
}
