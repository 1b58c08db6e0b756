import "@hubbub/rest-gateway/header-limit";
import { runService } from "@hubbub/service-runtime";
import { startChatService } from "./chat-service.ts";
import { readChatServiceConfig } from "./config.ts";
import { timeCollection } from "./when-to-collect.ts";
import { timeCompilation } from "./when-to-compile.ts";

timeCollection();
timeCompilation();
await runService("chat-service", async (life) => {
  await startChatService(readChatServiceConfig(process.env), { life });
});
