import type { Message } from "@hubbub/ws-protocol";

/** A reaction as one sees it, one's own on their way counted. */
export interface ShownReaction {
  readonly emoji: string;
  readonly userIds: readonly number[];
  readonly isMine: boolean;
}

/** Reactions of one's own on their way, by `reactionKey`: what they will be. */
export type Reacting = ReadonlyMap<string, { readonly on: boolean }>;

export function reactionKey(seq: number, emoji: string): string {
  return `${seq} ${emoji}`;
}

/**
 * A message's reactions in the order in which they came; one that changes keeps its place, for the server's list has the
 * latest at its end and a chip must not run away from the pointer.
 */
export function shownReactions(
  { seq, reactions }: Pick<Message, "seq" | "reactions">,
  userId: number,
  reacting: Reacting,
  before: readonly string[] = [],
): readonly ShownReaction[] {
  const users = new Map(reactions.map(({ emoji, user_ids }) => [emoji, user_ids]));
  for (const [key, { on }] of reacting) {
    if (!key.startsWith(reactionKey(seq, ""))) continue;
    const emoji = key.slice(reactionKey(seq, "").length);
    const others = (users.get(emoji) ?? []).filter((id) => id !== userId);
    users.set(emoji, on ? [...others, userId] : others);
  }
  const order = [...new Set([...before, ...users.keys()])];
  return order.flatMap((emoji) => {
    const userIds = users.get(emoji) ?? [];
    return userIds.length === 0 ? [] : [{ emoji, userIds, isMine: userIds.includes(userId) }];
  });
}
