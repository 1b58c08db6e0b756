import { runService } from "@hubbub/service-runtime";
import { startChatService } from "./chat-service.ts";
import { compileSooner } from "./compile-sooner.ts";
import { readChatServiceConfig } from "./config.ts";

compileSooner();
await runService("chat-service", async (life) => {
  await startChatService(readChatServiceConfig(process.env), { life });
});
