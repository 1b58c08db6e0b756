import { testServiceRole } from "@hubbub/stack/testing";
import { migrateChat } from "../migrate-chat.ts";

/** A database of today, which `testServiceRole` may use. */
export async function prepareChatDatabase(url: string): Promise<void> {
  await migrateChat(url, { grantTo: testServiceRole });
}
