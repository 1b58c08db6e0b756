import { AppError } from "@hubbub/errors";
import { maxHistoryLimit } from "@hubbub/grpc-api/limits";
import { seqForm } from "@hubbub/ws-protocol";
import { spendRead } from "../fair-use/fair-use.ts";
import { defaultHistoryLimit } from "../limits.ts";
import { type MessagePage, readPage } from "../room-log/read/page-queries.ts";
import type { MessageContext } from "./message-context.ts";

export interface HistoryQuery {
  readonly roomId: number;
  readonly beforeSeq: number | undefined;
  readonly afterSeq: number | undefined;
  readonly limit: number | undefined;
}

/** A page of messages, ascending. Throws `invalid_argument` naming the field, `rate_limited`, `room_not_found`. */
export async function listMessages(
  { db, fairUse, assertMaySee }: Pick<MessageContext, "db" | "fairUse" | "assertMaySee">,
  userId: number,
  { roomId, beforeSeq, afterSeq, limit = defaultHistoryLimit }: HistoryQuery,
): Promise<MessagePage> {
  if (beforeSeq !== undefined && afterSeq !== undefined) {
    throw invalid("after_seq", "Give either before_seq or after_seq");
  }
  if (beforeSeq !== undefined && beforeSeq < 0) throw invalid("before_seq", `before_seq must be ${seqForm}`);
  if (afterSeq !== undefined && afterSeq < 0) throw invalid("after_seq", `after_seq must be ${seqForm}`);
  if (limit < 1 || limit > maxHistoryLimit) throw invalid("limit", `limit must be from 1 to ${maxHistoryLimit}`);
  spendRead(fairUse, userId);
  await assertMaySee(userId, roomId);
  return readPage(db, { roomId, beforeSeq, afterSeq, limit });
}

function invalid(field: string, message: string): AppError {
  return new AppError("invalid_argument", message, { field });
}
