import { AppError } from "@hubbub/errors";
import { accountSubject } from "@hubbub/rate-limits";
import { spendChange } from "../../fair-use/fair-use.ts";
import type { Actor } from "../../room-log/actor.ts";
import type { AvatarContext } from "./avatar-context.ts";
import { avatarOfUser, setPersonAvatar } from "./avatar-queries.ts";
import { keepAvatar, type SentPicture } from "./keep-avatar.ts";
import { tellPersonAvatar } from "./tell-person-avatar.ts";

/**
 * Makes a picture the person's own; answers where it is. Others hear of it once the user-service knows, a moment later where that
 * is away. Throws what `keepAvatar` does, `rate_limited`, and `user_not_found` for who has just deleted their account.
 */
export async function setMyAvatar(context: AvatarContext, actor: Actor, sent: SentPicture): Promise<string> {
  await context.fairUse.spend(accountSubject(actor.userId), { name: "uploads" });
  return await keepAvatar(context, actor, { ...sent, avatarOf: avatarOfUser(actor.userId) }, async (id) => {
    await show(context, actor, id);
    return context.links.avatar(id);
  });
}

/** Their name alone stands for them from now on. */
export async function removeMyAvatar(context: AvatarContext, actor: Actor): Promise<void> {
  spendChange(context.fairUse, actor);
  await show(context, actor, undefined);
}

async function show(context: AvatarContext, { userId }: Actor, fileId: string | undefined): Promise<void> {
  const avatar = await setPersonAvatar(context.db, { userId, fileId });
  if (avatar === undefined) throw new AppError("unavailable", "The picture was removed while it came");
  try {
    await tellPersonAvatar(context, avatar);
  } catch (error) {
    if (!(error instanceof AppError) || !error.retryable) throw error;
    context.warn(error, "the user-service was not told of a picture; trying again");
  }
}
