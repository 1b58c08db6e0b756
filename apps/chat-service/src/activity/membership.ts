/** One room of a person, as read. */
export interface Membership {
  readonly roomId: number;
  /** The room's newest message; 0 where nothing was written yet. */
  readonly head: number;
  readonly lastReadSeq: number;
  /** Only of direct rooms with another person. */
  readonly direct: DirectMembership | undefined;
}

export interface DirectMembership {
  readonly otherUserId: number;
  /** The newest message, where the other wrote it and it does not count as delivered yet. */
  readonly undeliveredSeq: number | undefined;
}
