import { maxFilesPerStep, removeAgainMs, replacedAvatarMs, unsentFileMs, unstoredFileMs } from "../limits.ts";
import type { FileContext } from "./file-context.ts";
import { allKeysOf } from "./file-keys.ts";
import { forgetFile, noteEmptied, readRemoved, removeForgotten } from "./file-queries.ts";

/**
 * Removes what nobody will see any more: files that were never sent, those of messages that are gone, and pictures of people and
 * rooms that others took the place of. What is stored goes at once, and a while later once more: a picture may have been in the
 * making. Answers whether there is more.
 */
export async function collectFiles({ db, storage }: Pick<FileContext, "db" | "storage">): Promise<boolean> {
  const limit = maxFilesPerStep;
  const forgotten = await removeForgotten(db, { unsentMs: unsentFileMs, unstoredMs: unstoredFileMs, limit });
  const removed = await readRemoved(db, { againMs: removeAgainMs, replacedMs: replacedAvatarMs, limit });
  const failures: unknown[] = [];
  for (const { id, isEmptied } of removed) {
    try {
      await storage.delete(allKeysOf(id));
      if (isEmptied) await forgetFile(db, id);
      else await noteEmptied(db, id);
    } catch (error) {
      // One that cannot be removed keeps no other from it.
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return forgotten === limit || removed.length === limit;
}
