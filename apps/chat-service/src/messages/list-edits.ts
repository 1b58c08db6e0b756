import { AppError } from "@hubbub/errors";
import { spendRead } from "../fair-use/fair-use.ts";
import type { Actor } from "../room-log/actor.ts";
import { type MessageText, readEdits } from "../room-log/read/edit-queries.ts";
import type { MessageContext, SeenRoom } from "./message-context.ts";

/**
 * All that a message said, the original first; nothing of one that is deleted. Throws `forbidden` where the server shows it
 * to others only, or to nobody; `message_not_found`, `room_not_found`, `rate_limited`.
 */
export async function listEdits(
  { db, fairUse, seeRoom, editHistory }: Pick<MessageContext, "db" | "fairUse" | "seeRoom" | "editHistory">,
  actor: Actor,
  { roomId, seq }: { readonly roomId: number; readonly seq: number },
): Promise<readonly MessageText[]> {
  spendRead(fairUse, actor.userId);
  const refusal = refusalOf(editHistory, actor, await seeRoom(actor.userId, roomId));
  if (refusal !== undefined) throw new AppError("forbidden", refusal);
  const edits = await readEdits(db, roomId, seq);
  if (edits === undefined) throw new AppError("message_not_found", undefined, { field: "seq" });
  return edits;
}

/** Server admins look after every room that is not direct. */
function refusalOf(
  editHistory: MessageContext["editHistory"],
  { serverAdmin }: Pick<Actor, "serverAdmin">,
  { kind, role }: SeenRoom,
): string | undefined {
  const looksAfter = role === "owner" || role === "admin" || (serverAdmin && kind !== "direct");
  switch (editHistory) {
    case "members":
      return looksAfter || role !== undefined ? undefined : "Only members of the room may do that";
    case "moderators":
      return looksAfter ? undefined : "Only owners and admins of the room may do that";
    case "off":
      return "This server does not show what messages said before they were edited";
  }
}
