import { type RawBuilder, sql } from "kysely";

/** Which messages of a room: what it shows, everything that was written there, or the replies in the thread of one. */
export type MessagesOf = "timeline" | "log" | { readonly thread: number };

/** The condition on `room_log` that the partial index of these has (migrate-chat.ts). */
export function isOf(of: MessagesOf): RawBuilder<boolean> {
  if (of === "log") return sql<boolean>`kind = 'message'`;
  if (of === "timeline") return sql<boolean>`kind = 'message' and (thread_seq is null or in_room)`;
  return sql<boolean>`thread_seq = ${of.thread}::bigint`;
}
