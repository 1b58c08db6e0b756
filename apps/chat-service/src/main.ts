import "@hubbub/rest-gateway/header-limit";
import { runService } from "@hubbub/service-runtime";
import { startChatService } from "./chat-service.ts";
import { readChatServiceConfig } from "./config.ts";
import { timeCompilation } from "./when-to-compile.ts";

timeCompilation();
await runService("chat-service", async (life) => {
  await startChatService(readChatServiceConfig(process.env), { life });
});
