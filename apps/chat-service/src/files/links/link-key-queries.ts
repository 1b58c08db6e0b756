import type { ChatDatabase } from "../../db/open-chat-database.ts";

/** With which all instances sign links. */
export async function readLinkKey(db: ChatDatabase): Promise<Buffer> {
  const { key } = await db.selectFrom("file_link_key").select("key").executeTakeFirstOrThrow();
  return key;
}
