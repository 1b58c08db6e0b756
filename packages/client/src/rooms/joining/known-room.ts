import { changeRoom, type LoggedFrame, type MemberRole, type Room, type ServerFrameOf } from "@hubbub/ws-protocol";

export interface KnownRoomState {
  /** Undefined before the first join: then there are no items either. */
  readonly room: Room | undefined;
  readonly role: MemberRole | undefined;
  /** One may not write until then; the end of the year 9999 is for good. Who shows it looks at the clock. */
  readonly mutedUntil: string | undefined;
}

/** What the room is and what one is in it: as the join said, then changed by events of its log. */
export class KnownRoom {
  readonly #userId: number;
  #room: Room | undefined;
  #role: MemberRole | undefined;
  #mutedUntil: string | undefined;
  /** What `#room` was read at: events up to it are in it, though a resume brings them. */
  #seq = 0;

  constructor(userId: number) {
    this.#userId = userId;
  }

  get state(): KnownRoomState {
    return { room: this.#room, role: this.#role, mutedUntil: this.#mutedUntil };
  }

  joined({ room, me, last_seq }: ServerFrameOf<"room_joined">): void {
    this.#room = room;
    this.#role = me.role;
    this.#mutedUntil = me.muted_until;
    this.#seq = last_seq;
  }

  /** The next event of its log. Answers with the room where people came or went for good. */
  apply(frame: LoggedFrame): Room | undefined {
    if (this.#room === undefined || frame.seq <= this.#seq) return undefined;
    const { member_count } = this.#room;
    this.#room = changeRoom(this.#room, frame);
    if (frame.type === "room_updated" && frame.member?.user_id === this.#userId) this.#role = frame.member.role;
    if (frame.type === "member_updated" && frame.user_id === this.#userId && frame.banned === undefined) {
      this.#mutedUntil = frame.muted_until;
    }
    return this.#room.member_count === member_count ? undefined : this.#room;
  }
}
