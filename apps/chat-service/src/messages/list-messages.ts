import { AppError } from "@hubbub/errors";
import { maxHistoryLimit } from "@hubbub/grpc-api/limits";
import { seqForm } from "@hubbub/ws-protocol";
import { spendRead } from "../fair-use/fair-use.ts";
import { defaultHistoryLimit } from "../limits.ts";
import { type MessagePage, readAround, readPage } from "../room-log/read/page-queries.ts";
import type { MessagesOf } from "../room-log/read/timeline-queries.ts";
import type { MessageContext } from "./message-context.ts";

export interface HistoryQuery {
  readonly roomId: number;
  readonly beforeSeq?: number | undefined;
  readonly afterSeq?: number | undefined;
  readonly aroundSeq?: number | undefined;
  readonly limit?: number | undefined;
  /** The timeline, if not given. */
  readonly of?: MessagesOf | undefined;
}

/** A page of messages, ascending. Throws `invalid_argument` naming the field, `rate_limited`, `room_not_found`. */
export async function listMessages(
  { db, fairUse, seeRoom }: Pick<MessageContext, "db" | "fairUse" | "seeRoom">,
  userId: number,
  { roomId, beforeSeq, afterSeq, aroundSeq, limit = defaultHistoryLimit, of }: HistoryQuery,
): Promise<MessagePage> {
  const from = { before_seq: beforeSeq, after_seq: afterSeq, around_seq: aroundSeq };
  const given = Object.entries(from).filter(([, seq]) => seq !== undefined);
  const [, second] = given;
  if (second !== undefined) throw invalid(second[0], "Give one of before_seq, after_seq and around_seq");
  for (const [field, seq = 0] of given) if (seq < 0) throw invalid(field, `${field} must be ${seqForm}`);
  if (limit < 1 || limit > maxHistoryLimit) throw invalid("limit", `limit must be from 1 to ${maxHistoryLimit}`);
  spendRead(fairUse, userId);
  await seeRoom(userId, roomId);
  if (aroundSeq !== undefined) return readAround(db, { roomId, of, aroundSeq, limit });
  return readPage(db, { roomId, of, beforeSeq, afterSeq, limit });
}

function invalid(field: string, message: string): AppError {
  return new AppError("invalid_argument", message, { field });
}
