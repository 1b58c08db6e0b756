import { AppError } from "@hubbub/errors";
import type { Message } from "@hubbub/ws-protocol";
import { readMessage } from "../room-log/read/page-queries.ts";
import type { MessageContext } from "./message-context.ts";

/** A message as it is now. Whether the caller may see it is for the caller to know. Throws `message_not_found`. */
export async function getMessage({ db }: Pick<MessageContext, "db">, roomId: number, seq: number): Promise<Message> {
  const message = await readMessage(db, roomId, seq);
  if (message === undefined) throw new AppError("message_not_found");
  return message;
}
