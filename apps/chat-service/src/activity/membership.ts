/** One room of a person, as read. */
export interface Membership {
  readonly roomId: number;
  /** The room's newest message; 0 where nothing was written yet. */
  readonly head: number;
  readonly lastReadSeq: number;
  /** Only of direct rooms with another person. */
  readonly direct: { readonly otherUserId: number; readonly lastDeliveredSeq: number } | undefined;
}
