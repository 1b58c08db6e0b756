import type { LogEffects } from "../room-log/events/log-effects.ts";

/**
 * What instances tell each other. Two implementations pass one contract test: Redis pub/sub and in-memory.
 *
 * Contract:
 * - Best effort: any publication may be lost, delayed or doubled; those of one publisher and one room, or one person, keep
 *   their order. Nothing above may count on more.
 * - `publish*` never throws and never waits: bounded in bytes, and dropped (and counted) past the bound or while the
 *   broker is away. Publications also reach the publisher itself, like anybody subscribed.
 * - A subscription made while the broker is away is made when it returns; `subscribe*` resolves once the broker confirmed
 *   it, or at once while the broker is away. Subscribing and unsubscribing are idempotent.
 */
export interface Broker {
  readonly state: "up" | "away";
  /** Set once, before `start`. Called synchronously as publications arrive; must not throw. */
  handlers: BrokerHandlers;
  /** Resolves once up, or away after a few seconds: an instance starts without its broker too. */
  start(): Promise<void>;
  publishRoom(publication: RoomPublication): void;
  publishSignal(signal: RoomSignal): void;
  publishPerson(publication: PersonPublication): void;
  publishActivity(marks: readonly RoomHead[]): void;
  publishNotice(notice: BrokerNotice): void;
  subscribeRoom(roomId: number): Promise<void>;
  unsubscribeRoom(roomId: number): void;
  subscribePerson(userId: number): Promise<void>;
  unsubscribePerson(userId: number): void;
  /** What was published before still leaves. */
  close(): Promise<void>;
}

export interface BrokerHandlers {
  onRoom(publication: RoomPublication): void;
  onSignal(signal: RoomSignal): void;
  onPerson(publication: PersonPublication): void;
  onActivity(marks: readonly RoomHead[]): void;
  onNotice(notice: BrokerNotice): void;
  /** After every change of `state`. Whatever was sent in between may be lost. */
  onState(state: "up" | "away"): void;
}

/** The committed frames of one batch in one room. */
export interface RoomPublication {
  readonly roomId: number;
  readonly epoch: string;
  /** `frames[i]` has seq `firstSeq + i`. */
  readonly firstSeq: number;
  /** Exact WebSocket text frames, UTF-8, without newlines. Receivers pass the bytes on. */
  readonly frames: readonly Uint8Array[];
  /** When the batch's oldest command was received and when it was published; epoch µs. */
  readonly receivedUs: number;
  readonly publishedUs: number;
  /** W3C traceparents between commas, one for each followed message; empty where none is. */
  readonly trace: string;
  readonly effects: LogEffects;
}

/** A frame for the room's readers that is no part of the log: typing, presence, how far somebody has read. */
export interface RoomSignal {
  readonly roomId: number;
  /** The boot id of the sender: an instance may have handled its own already. */
  readonly from: string;
  /** Not sent to this user's sockets, where given. */
  readonly exceptUserId?: number;
  /** `[a-z_]{1,32}`: `presence`, or which frame it is. */
  readonly kind: string;
  /** JSON text; for `presence` what presence/ says, for any other kind the exact frame, known to this release or not. */
  readonly payload: string;
}

/** What concerns one person's sockets, whichever rooms they have joined. */
export interface PersonPublication {
  readonly userId: number;
  /** The boot id of the sender: an instance may have handled its own already. */
  readonly from: string;
  /** 0 where it is about none. */
  readonly roomId: number;
  readonly to: "every_socket" | "sockets_not_joined";
  /** Exact WebSocket text frames as in a RoomPublication; may be none. */
  readonly frames: readonly Uint8Array[];
  readonly effects: PersonEffects;
}

/** What an instance must act on itself, without parsing frames. Absent means nothing. */
export interface PersonEffects {
  /** The person's membership of the room began or ended. */
  readonly membership?: "added" | "removed";
  /** The frames are messages of a direct room. */
  readonly message?: DirectMessageMark;
}

export interface DirectMessageMark {
  /** The newest of them that the room shows; 0 where all stand in threads alone. */
  readonly seq: number;
  /** Who waits to hear how far they were delivered, and the last one written by them. Absent: all are one's own. */
  readonly author?: { readonly userId: number; readonly seq: number };
}

export interface RoomHead {
  readonly roomId: number;
  readonly lastSeq: number;
  /** What was written calls all of the room. */
  readonly isCall?: true;
}

/** Something every instance shall know at once. */
export type BrokerNotice =
  | { readonly type: "session_ended"; readonly sessionId: string }
  | { readonly type: "user_disabled"; readonly userId: number }
  /** What the presence of people says to the other instances: of which place, and how it does. */
  | { readonly type: "people_presence"; readonly placeId: number; readonly payload: string }
  /** One of the two has blocked the other, or does no more. */
  | { readonly type: "block_changed"; readonly userIds: readonly [number, number] };
