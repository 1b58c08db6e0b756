import type { RoomFile } from "@hubbub/client";
import type { Message } from "@hubbub/ws-protocol";

/**
 * The files of a room as far as they were listed, the newest first, with what has come since and without what was deleted, as its log
 * (`messages`) has it. `hasMore`: older ones were not listed yet.
 */
export function withNews(
  listed: readonly RoomFile[],
  messages: readonly Message[],
  hasMore: boolean,
): readonly RoomFile[] {
  const known = new Set(listed.map(({ seq }) => seq));
  const gone = new Set(messages.flatMap(({ seq, deleted_at }) => (deleted_at === undefined ? [] : seq)));
  const oldest = hasMore ? (listed.at(-1)?.seq ?? 0) : 0;
  const news = messages.filter(({ seq }) => seq > oldest && !known.has(seq)).flatMap(filesOf);
  return [...listed.filter(({ seq }) => !gone.has(seq)), ...news].toSorted((one, other) => other.seq - one.seq);
}

function filesOf({ attachments = [], seq, user_id, username, created_at, thread_seq }: Message): readonly RoomFile[] {
  const from = { seq, user_id, username, created_at, ...(thread_seq === undefined ? {} : { thread_seq }) };
  return attachments.map((attachment) => ({ attachment, ...from }));
}
