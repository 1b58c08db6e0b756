import { maxFilesPerStep } from "../../limits.ts";
import type { Telling } from "./avatar-context.ts";
import { forgetPersonAvatars, readLeftAvatars } from "./avatar-queries.ts";

/** Takes away the pictures of people who have no account any more. Answers whether there may be more. */
export async function forgetLeftAvatars({ db }: Pick<Telling, "db">): Promise<boolean> {
  const left = await readLeftAvatars(db, maxFilesPerStep);
  for (const userId of left) await forgetPersonAvatars(db, userId);
  return left.length === maxFilesPerStep;
}
