import { Client } from "pg";

/**
 * What the chat database says that `objects/storage-id` says, by which a chat instance knows its folder with files again.
 * `undefined` of a release that noted nothing.
 */
export async function notedStorageId(chatDatabaseUrl: string): Promise<string | undefined> {
  const client = new Client({ connectionString: chatDatabaseUrl, application_name: "hubbub backup" });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>("select id from file_storage");
    return rows[0]?.id;
  } catch (error) {
    const undefinedTable = "42P01";
    if (error instanceof Error && "code" in error && error.code === undefinedTable) return undefined;
    throw error;
  } finally {
    await client.end();
  }
}
