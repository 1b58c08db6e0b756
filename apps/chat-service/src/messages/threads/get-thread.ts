import type { Message } from "@hubbub/ws-protocol";
import type { MessagePage } from "../../room-log/read/page-queries.ts";
import { type HistoryQuery, listMessages } from "../list-messages.ts";
import type { MessageContext } from "../message-context.ts";
import { findRoot, type ThreadWanted } from "./find-root.ts";
import { readThreadMember, type ThreadMember } from "./thread-queries.ts";

export interface ThreadPage extends MessagePage, ThreadMember {
  readonly root: Message;
}

/**
 * A thread's root, a page of its replies, and where the caller is in it. Throws `invalid_argument` naming the field,
 * `rate_limited`, `room_not_found`, `forbidden`, `message_not_found`.
 */
export async function getThread(
  context: Pick<MessageContext, "db" | "fairUse" | "seeRoom">,
  userId: number,
  { roomId, seq, beforeSeq, afterSeq, limit }: ThreadWanted & Pick<HistoryQuery, "beforeSeq" | "afterSeq" | "limit">,
): Promise<ThreadPage> {
  const page = await listMessages(context, userId, { roomId, of: { thread: seq }, beforeSeq, afterSeq, limit });
  const { root } = await findRoot(context, userId, { roomId, seq });
  const member = await readThreadMember(context.db, { roomId, rootSeq: seq, userId });
  return { root, ...page, ...member };
}
