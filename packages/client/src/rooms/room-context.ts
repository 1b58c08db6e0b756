import type { Message } from "@hubbub/ws-protocol";
import type { Outbox } from "../outbox/outbox.ts";
import type { ReadPatience } from "../rest/rest-client.ts";
import type { Member } from "../rest/rooms-api.ts";
import type { ThreadPage, ThreadPageWanted } from "../rest/threads-api.ts";
import type { RoomJoiningContext } from "./joining/room-joining.ts";
import type { HistorySource } from "./log/room-history.ts";
import type { TypingContext } from "./people/conversation-typing.ts";

/** A room, or the thread of one of its messages. */
export interface ConversationPlace {
  readonly roomId: number;
  readonly threadSeq: number | undefined;
}

/** What a room needs of its surroundings. */
export interface RoomContext extends RoomJoiningContext, TypingContext {
  readonly outbox: Outbox;
  history(roomId: number): HistorySource;
  /** What is pinned in it. */
  pins(roomId: number): Promise<readonly Message[]>;
  /** A page of the thread of the message with that seq. */
  thread(roomId: number, seq: number, page: ThreadPageWanted, patience?: ReadPatience): Promise<ThreadPage>;
  /** Follows that thread, or no more. */
  follow(roomId: number, seq: number, on: boolean): Promise<void>;
  /** The first page of its members, unless it is given up. */
  members(roomId: number, signal: AbortSignal): Promise<readonly Member[]>;
  /** One has read up to `seq`; `passed`: what was unread till there, if that is known. */
  markRead(place: ConversationPlace, seq: number, passed?: readonly Message[]): void;
  /** How far one has read of what the server may not know yet; 0 for nothing. */
  pendingRead(place: ConversationPlace): number;
  /** The server shall not hear of that any more. */
  forgetRead(place: ConversationPlace): void;
  /** One's place was set back to `seq`, of which the server tells nothing where it stood there already. */
  setBack(place: ConversationPlace, seq: number): void;
  /** See `HubbubClient.protocol`. */
  protocol(): string | undefined;
  /** The socket delivered a log with a hole. */
  onHole(): void;
  /** There may be something to send in this room. */
  onSendable(roomId: number): void;
}
