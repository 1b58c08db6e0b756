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
    async noteId(id) {
      await db.updateTable("file_storage").set({ id }).execute();
    },
    async someKeys() {
      const rows = await db
        .selectFrom("files")
        .select("id")
        .where("stored_at", "is not", null)
        .where("removed_at", "is", null)
        .limit(maxFilesLookedFor)
        .execute();
      return rows.flatMap(({ id }) => allKeysOf(id));
    },
  };
}
