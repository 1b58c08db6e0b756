import type { MemberRole, Person, Room } from "@hubbub/ws-protocol";
import type { HubbubError } from "../hubbub-error.ts";
import type { OutboxItem } from "../outbox/outbox-item.ts";
import type { Held } from "../refusals/held.ts";
import type { LogItem } from "./log-item.ts";

/** How far somebody has come in a room. */
export interface Receipt {
  readonly lastReadSeq: number;
  /** Direct rooms only, else 0: what has reached a device of theirs. */
  readonly lastDeliveredSeq: number;
}

/** Everything there is to show of a room; immutable. */
export interface RoomSnapshot {
  readonly id: number;
  /**
   * `closed`: not wanted now · `joining`: asked, or waiting for the connection · `joined`: live ·
   * `refused`: `error` says why · `removed`: one is no longer a member.
   */
  readonly status: "closed" | "joining" | "joined" | "refused" | "removed";
  readonly error: HubbubError | undefined;
  /** Undefined before the first join: then there are no items either. */
  readonly room: Room | undefined;
  readonly role: MemberRole | undefined;
  readonly items: readonly LogItem[];
  /** One's own messages that the log does not show yet, as written. */
  readonly pending: readonly OutboxItem[];
  /**
   * Why some of `pending` wait: the server takes no more for now. Its `untilMs` may have passed: then they go out one
   * after the other, until none is left.
   */
  readonly sendingHeld: Held | undefined;
  readonly hasOlder: boolean;
  /** `waiting`: asked again when the server says. */
  readonly older: "idle" | "loading" | "waiting" | "failed";
  /** Who has the room open: at most some 50 by name, `peopleCount` in all. */
  readonly people: readonly Person[];
  readonly peopleCount: number;
  /** Others who are writing. */
  readonly typing: readonly Person[];
  /** How far one has read, on whichever device. */
  readonly lastReadSeq: number;
  /** Where the line "New" stands, above the message with this seq; see `ChatRoom.setWatched`. */
  readonly newFromSeq: number | undefined;
  /** How far the others have come, by user id; empty in rooms with more than 50 members. */
  readonly receipts: ReadonlyMap<number, Receipt>;
}
