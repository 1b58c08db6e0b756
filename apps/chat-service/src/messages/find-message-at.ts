import { AppError } from "@hubbub/errors";
import type { Message } from "@hubbub/ws-protocol";
import { spendRead } from "../fair-use/fair-use.ts";
import { readMessageAt } from "../room-log/read/time-queries.ts";
import type { MessageContext } from "./message-context.ts";

/**
 * The first message at a time or after it. Throws `message_not_found` where there is none, `room_not_found`, `forbidden`,
 * `rate_limited`.
 */
export async function findMessageAt(
  { db, fairUse, seeRoom }: Pick<MessageContext, "db" | "fairUse" | "seeRoom">,
  userId: number,
  { roomId, time }: { readonly roomId: number; readonly time: Date },
): Promise<Message> {
  spendRead(fairUse, userId);
  await seeRoom(userId, roomId);
  const message = await readMessageAt(db, roomId, time);
  if (message === undefined) {
    throw new AppError("message_not_found", "There is no message at that time or later", { field: "time" });
  }
  return message;
}
