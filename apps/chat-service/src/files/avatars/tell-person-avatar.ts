import { AppError } from "@hubbub/errors";
import { avatarLateMs, jobLeaseMs, maxFilesPerStep } from "../../limits.ts";
import type { Telling } from "./avatar-context.ts";
import { forgetPersonAvatars, noteTold, type PersonAvatar, readUntold } from "./avatar-queries.ts";

/** Tells where somebody's picture is, and then removes what it took the place of. Throws `user_not_found` for who has no account any more. */
export async function tellPersonAvatar({ db, links, tellAvatar }: Telling, avatar: PersonAvatar): Promise<void> {
  const { userId, fileId, version } = avatar;
  try {
    await tellAvatar({ userId, avatarUrl: fileId === undefined ? "" : links.avatar(fileId), version });
  } catch (error) {
    if (isGone(error)) await forgetPersonAvatars(db, userId);
    throw error;
  }
  await noteTold(db, avatar);
}

/**
 * What could not be told at once; of whom it cannot be told now keeps no other from it. Throws the first of what failed then.
 * Answers whether there may be more.
 */
export async function tellLateAvatars(telling: Telling): Promise<boolean> {
  const late = await readUntold(telling.db, { lateMs: avatarLateMs, limit: maxFilesPerStep });
  const failures: unknown[] = [];
  // Where nobody answers each takes its time, and somebody else may hold the job before all were asked.
  const until = performance.now() + jobLeaseMs / 2;
  for (const avatar of late) {
    if (performance.now() > until) break;
    await tellPersonAvatar(telling, avatar).catch((error: unknown) => {
      if (!isGone(error)) failures.push(error);
    });
  }
  if (failures.length > 0) throw failures[0];
  return late.length === maxFilesPerStep;
}

function isGone(error: unknown): boolean {
  return error instanceof AppError && error.code === "user_not_found";
}
