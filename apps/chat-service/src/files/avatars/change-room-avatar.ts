import { AppError } from "@hubbub/errors";
import { accountSubject } from "@hubbub/rate-limits";
import { epochNowUs } from "@hubbub/service-runtime";
import { spendChange } from "../../fair-use/fair-use.ts";
import type { Actor } from "../../room-log/actor.ts";
import type { AvatarContext } from "./avatar-context.ts";
import { avatarOfRoom } from "./avatar-queries.ts";
import { keepAvatar, type SentPicture } from "./keep-avatar.ts";

/** Makes a picture that of a room, by its log. Throws what `keepAvatar` does, `rate_limited`, and what the log says. */
export async function setRoomAvatar(
  context: AvatarContext,
  actor: Actor,
  { roomId, ...sent }: SentPicture & { readonly roomId: number },
): Promise<void> {
  const { fairUse, links, log } = context;
  await fairUse.spend(accountSubject(actor.userId), { name: "uploads" });
  // Before its bytes come; the log asks once more.
  await assertMayChange(context, actor, roomId);
  await keepAvatar(context, actor, { ...sent, avatarOf: avatarOfRoom(roomId) }, async (id) => {
    const avatar = { id, url: links.avatar(id) };
    await log.append({ do: "update_room", roomId, actor, avatar, receivedUs: epochNowUs() });
  });
}

/** Throws what the log says. */
export async function removeRoomAvatar(context: AvatarContext, actor: Actor, roomId: number): Promise<void> {
  const { fairUse, log } = context;
  spendChange(fairUse, actor);
  await assertMayChange(context, actor, roomId);
  await log.append({ do: "update_room", roomId, actor, avatar: "none", receivedUs: epochNowUs() });
}

async function assertMayChange({ seeRoom }: AvatarContext, actor: Actor, roomId: number): Promise<void> {
  const { kind, role, archivedAt } = await seeRoom(actor.userId, roomId);
  if (archivedAt !== undefined) throw new AppError("room_archived");
  if (kind === "direct") throw forbidden("A direct room is shown by the pictures of its people");
  if (actor.serverAdmin) return;
  if (kind === "announcement") throw forbidden("Only server admins change the announcements");
  if (role !== "owner" && role !== "admin") throw forbidden("Only owners and admins of the room may do that");
}

function forbidden(why: string): AppError {
  return new AppError("forbidden", why, { field: "id" });
}
