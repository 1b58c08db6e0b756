import { AppError } from "@hubbub/errors";
import type { Message } from "@hubbub/ws-protocol";
import { readKeptMessage } from "../../room-log/read/page-queries.ts";
import type { MessageContext, SeenRoom } from "../message-context.ts";

/** Which thread of a room, by its root. */
export interface ThreadWanted {
  readonly roomId: number;
  readonly seq: number;
}

/**
 * The message that a thread is of, or may be, and the room to the caller. Throws `room_not_found`, `forbidden` for who is
 * banned, `message_not_found`, and `invalid_argument` naming `field` for a reply.
 */
export async function findRoot(
  { db, seeRoom }: Pick<MessageContext, "db" | "seeRoom">,
  userId: number,
  { roomId, seq }: ThreadWanted,
  field: "seq" | "thread_seq" = "seq",
): Promise<{ readonly root: Message; readonly room: SeenRoom }> {
  const room = await seeRoom(userId, roomId);
  const root = await readKeptMessage(db, roomId, seq);
  if (root === undefined) throw new AppError("message_not_found", undefined, { field });
  if (root.thread_seq !== undefined) {
    throw new AppError("invalid_argument", `${field} is a reply: its thread is that of ${root.thread_seq}`, { field });
  }
  return { root, room };
}

/** The same, for members only: throws `forbidden` for others. */
export async function findRootAsMember(
  context: Pick<MessageContext, "db" | "seeRoom">,
  userId: number,
  wanted: ThreadWanted,
  field: "seq" | "thread_seq" = "seq",
): Promise<Message> {
  const { root, room } = await findRoot(context, userId, wanted, field);
  if (room.role === undefined) throw new AppError("forbidden", "Only members of the room may do that");
  return root;
}
