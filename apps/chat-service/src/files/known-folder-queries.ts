import type { ChatDatabase } from "../db/open-chat-database.ts";
import { maxFilesLookedFor } from "../limits.ts";
import { allKeysOf } from "./file-keys.ts";
import type { KnownFolder } from "./storage/known-folder.ts";

/** As the chat database knows it. */
export function knownFolder(db: ChatDatabase): KnownFolder {
  return {
    async id() {
      return (await db.selectFrom("file_storage").select("id").executeTakeFirstOrThrow()).id;
    },
    async noteId(id, before) {
      await db.updateTable("file_storage").set({ id }).where("id", "=", before).execute();
    },
    async someKeys() {
      // The newest, and some of the oldest: somebody may have gone on with another folder once.
      const kept = db
        .selectFrom("files")
        .select("id")
        .where("stored_at", "is not", null)
        .where("removed_at", "is", null)
        .where((where) => where.or([where("stored_bytes", "is", null), where("stored_bytes", ">", 0)]))
        .limit(maxFilesLookedFor / 2);
      const rows = await Promise.all([
        kept.orderBy("stored_at", "desc").execute(),
        kept.orderBy("stored_at", "asc").execute(),
      ]);
      return rows.flat().flatMap(({ id }) => allKeysOf(id));
    },
  };
}
