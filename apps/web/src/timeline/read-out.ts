import type { LogItems } from "@hubbub/client";
import type { Message } from "@hubbub/ws-protocol";

/**
 * What is read out of what came after `before`: messages of others, each once. A reply that the room shows as well is read by the
 * thread that is open beside it.
 */
export function toReadOut(
  items: LogItems,
  { before, userId, openThread }: { before: number; userId: number; openThread: number | undefined },
): readonly Message[] {
  return items
    .slice(items.indexFrom(before + 1))
    .flatMap((item) => (item.kind === "message" ? [item.message] : []))
    .filter(({ user_id }) => user_id !== userId)
    .filter(({ thread_seq }) => thread_seq === undefined || thread_seq !== openThread);
}
