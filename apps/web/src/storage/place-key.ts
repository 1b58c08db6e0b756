/** A room, or the thread of one of its messages. */
export interface DraftedPlace {
  readonly roomId: number;
  readonly threadSeq?: number | undefined;
}

/** What is kept of a place has this in its key. */
export function placeKey({ roomId, threadSeq }: DraftedPlace): string {
  return threadSeq === undefined ? `${roomId}` : `${roomId}.thread.${threadSeq}`;
}
