import { createLogger } from "@hubbub/service-runtime";
import { ensureIndexes } from "@hubbub/service-runtime/postgres";
import { testServiceRole } from "@hubbub/stack/testing";
import { chatRelease, migrateChat } from "../migrate-chat.ts";

/** A database of today as a service that has run for a while leaves it, which `testServiceRole` may use. */
export async function prepareChatDatabase(url: string): Promise<void> {
  await migrateChat(url, { grantTo: testServiceRole });
  await ensureIndexes(url, chatRelease, { logger: createLogger({ service: "test", level: "silent" }) });
}
