import type { ClientFrame, ServerFrame } from "@hubbub/ws-protocol";
import type { Outbox } from "../outbox/outbox.ts";
import type { Member, MessagePage } from "../rest/resources.ts";

/** What a room needs of its surroundings. */
export interface RoomContext {
  readonly userId: number;
  readonly outbox: Outbox;
  request(frame: ClientFrame): Promise<ServerFrame>;
  tell(frame: ClientFrame): void;
  isOnline(): boolean;
  /** A page of messages before a seq. */
  history(roomId: number, beforeSeq: number): Promise<MessagePage>;
  /** The first page of its members. */
  members(roomId: number): Promise<readonly Member[]>;
  /** One has read up to `seq`. */
  markRead(roomId: number, seq: number): void;
  /** The socket delivered a log with a hole. */
  onHole(): void;
  /** There may be something to send in this room. */
  onSendable(roomId: number): void;
}
