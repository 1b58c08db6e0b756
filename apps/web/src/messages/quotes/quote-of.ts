import type { RoomSnapshot } from "@hubbub/client";
import type { Quote } from "@hubbub/ws-protocol";

/** A message as one would quote it, where it is among those that are loaded. */
export function quoteOf({ items }: Pick<RoomSnapshot, "items">, seq: number): Quote | undefined {
  const item = items.findLast((one) => one.kind === "message" && one.seq === seq);
  if (item?.kind !== "message") return undefined;
  const { user_id, username, content, deleted_at } = item.message;
  return { seq, user_id, username, content, ...(deleted_at === undefined ? {} : { deleted: true }) };
}
