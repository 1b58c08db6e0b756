import type { Message } from "@hubbub/ws-protocol";
import type { Outbox } from "../outbox/outbox.ts";
import type { Member } from "../rest/rooms-api.ts";
import type { RoomJoiningContext } from "./joining/room-joining.ts";
import type { HistorySource } from "./log/room-history.ts";
import type { RoomPresenceContext } from "./people/room-presence.ts";

/** What a room needs of its surroundings. */
export interface RoomContext extends RoomJoiningContext, RoomPresenceContext {
  readonly outbox: Outbox;
  history(roomId: number): HistorySource;
  /** What is pinned in it. */
  pins(roomId: number): Promise<readonly Message[]>;
  /** The first page of its members, unless it is given up. */
  members(roomId: number, signal: AbortSignal): Promise<readonly Member[]>;
  /** One has read up to `seq`; `passed`: what was unread till there, if that is known. */
  markRead(roomId: number, seq: number, passed?: readonly Message[]): void;
  /** How far one has read of what the server may not know yet; 0 for nothing. */
  pendingRead(roomId: number): number;
  /** The server shall not hear of that any more. */
  forgetRead(roomId: number): void;
  /** One's place was set back to `seq`, of which the server tells nothing where it stood there already. */
  setBack(roomId: number, seq: number): void;
  /** See `HubbubClient.protocol`. */
  protocol(): string | undefined;
  /** The socket delivered a log with a hole. */
  onHole(): void;
  /** There may be something to send in this room. */
  onSendable(roomId: number): void;
}
