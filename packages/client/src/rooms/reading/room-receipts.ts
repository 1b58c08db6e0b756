import { type LoggedFrame, removedBy, type Room, type ServerFrameOf } from "@hubbub/ws-protocol";
import { receiptsMaxMembers } from "../../limits.ts";
import type { Member } from "../../rest/rooms-api.ts";

/** How far somebody has come in a room. */
export interface Receipt {
  readonly lastReadSeq: number;
  /** Direct rooms only, else 0: what has reached a device of theirs. */
  readonly lastDeliveredSeq: number;
}

export interface ReceiptsState {
  /** How far the others have come, by user id; empty in rooms with more than 50 members, and in threads. */
  readonly receipts: ReadonlyMap<number, Receipt>;
}

interface RoomReceiptsOptions {
  readonly userId: number;
  readonly members: (signal: AbortSignal) => Promise<readonly Member[]>;
  readonly onChange: () => void;
}

/** How far the others of a small room have read: read once after each join, then kept by frames. */
export class RoomReceipts {
  readonly #options: RoomReceiptsOptions;
  #byUser: ReadonlyMap<number, Receipt> = none;
  #isFollowing = false;
  /** A new one with each read and each change of the members: what was asked before it is outdated. */
  #turn = new AbortController();

  constructor(options: RoomReceiptsOptions) {
    this.#options = options;
  }

  /** A new map after each change. */
  get state(): ReceiptsState {
    return { receipts: this.#byUser };
  }

  joined({ member_count }: Room): void {
    this.#follow(member_count);
  }

  /** People came or went for good; `room` as it is now. */
  membersChanged(frame: LoggedFrame, { member_count }: Room): void {
    const gone = new Set(removedBy(frame));
    if (gone.size > 0) this.#byUser = new Map([...this.#byUser].filter(([userId]) => !gone.has(userId)));
    this.#follow(member_count);
  }

  read({ user_id, last_read_seq }: ServerFrameOf<"read_receipt">): void {
    this.#advance(user_id, { lastReadSeq: last_read_seq, lastDeliveredSeq: 0 });
  }

  delivered({ user_id, last_delivered_seq }: ServerFrameOf<"delivery_receipt">): void {
    this.#advance(user_id, { lastReadSeq: 0, lastDeliveredSeq: last_delivered_seq });
  }

  /** Who writes has read what is before it. */
  wrote({ user_id, seq }: ServerFrameOf<"new_message">): void {
    this.#advance(user_id, { lastReadSeq: seq, lastDeliveredSeq: 0 });
  }

  clear(): void {
    this.#turn.abort();
    this.#isFollowing = false;
    this.#byUser = none;
  }

  #follow(memberCount: number): void {
    if (memberCount > receiptsMaxMembers || memberCount < 2) return this.clear();
    this.#isFollowing = true;
    void this.#load();
  }

  async #load(): Promise<void> {
    this.#turn.abort();
    const { signal } = (this.#turn = new AbortController());
    try {
      const members = await this.#options.members(signal);
      if (signal.aborted) return;
      for (const { user_id, last_read_seq = 0, last_delivered_seq = 0 } of members) {
        this.#advance(user_id, { lastReadSeq: last_read_seq, lastDeliveredSeq: last_delivered_seq });
      }
    } catch {
      // Ticks are a nicety: frames and the next join bring them.
    }
  }

  #advance(userId: number, to: Receipt): void {
    if (!this.#isFollowing || userId === this.#options.userId) return;
    const known = this.#byUser.get(userId);
    const receipt = {
      lastReadSeq: Math.max(known?.lastReadSeq ?? 0, to.lastReadSeq),
      lastDeliveredSeq: Math.max(known?.lastDeliveredSeq ?? 0, to.lastDeliveredSeq),
    };
    if (receipt.lastReadSeq === known?.lastReadSeq && receipt.lastDeliveredSeq === known.lastDeliveredSeq) return;
    this.#byUser = new Map(this.#byUser).set(userId, receipt);
    this.#options.onChange();
  }
}

const none: ReadonlyMap<number, Receipt> = new Map();
