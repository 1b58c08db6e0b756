import "@hubbub/rest-gateway/header-limit";
import { runService } from "@hubbub/service-runtime";
import { readUserServiceConfig } from "./config.ts";
import { startUserService } from "./user-service.ts";

await runService("user-service", async (life) => {
  await startUserService(readUserServiceConfig(process.env), { life });
});
