import { AppError } from "@hubbub/errors";
import type { Message } from "@hubbub/ws-protocol";
import { spendRead } from "../fair-use/fair-use.ts";
import { readKeptMessage } from "../room-log/read/page-queries.ts";
import type { MessageContext } from "./message-context.ts";

/** One message as pages show it. Throws `message_not_found` for what is none, `room_not_found`, `forbidden`, `rate_limited`. */
export async function findMessage(
  { db, fairUse, seeRoom }: Pick<MessageContext, "db" | "fairUse" | "seeRoom">,
  userId: number,
  { roomId, seq }: { readonly roomId: number; readonly seq: number },
): Promise<Message> {
  spendRead(fairUse, userId);
  await seeRoom(userId, roomId);
  const message = await readKeptMessage(db, roomId, seq);
  if (message === undefined) throw new AppError("message_not_found", undefined, { field: "seq" });
  return message;
}
