/** Remembers that a person uses an emoji, for what is offered the next time. Where that cannot be, nothing else fails. */
export function noteUsed(userId: number, emoji: string): void {
  import("../storage/used-emoji.ts").then(
    ({ usedEmoji }) => usedEmoji.add(userId, emoji),
    () => {},
  );
}
