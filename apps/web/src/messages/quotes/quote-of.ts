import type { RoomSnapshot } from "@hubbub/client";
import type { Message, Quote } from "@hubbub/ws-protocol";

/** What is quoted, with its files where they are known. */
export type ShownQuote = Quote & Pick<Message, "attachments">;

/** A message as one would quote it, where it is among those that are loaded. */
export function quoteOf({ items }: Pick<RoomSnapshot, "items">, seq: number): ShownQuote | undefined {
  const item = items.findLast((one) => one.kind === "message" && one.seq === seq);
  if (item?.kind !== "message") return undefined;
  const { user_id, username, content, attachments, deleted_at } = item.message;
  return {
    seq,
    user_id,
    username,
    content,
    ...(attachments && { attachments }),
    ...(deleted_at === undefined ? {} : { deleted: true }),
  };
}
