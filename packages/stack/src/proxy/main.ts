import { startProxy } from "./start-proxy.ts";

const env = process.env;
await startProxy({
  host: env["PROXY_HOST"] ?? "127.0.0.1",
  port: Number(env["PROXY_PORT"]),
  chatPorts: (env["CHAT_PORTS"] ?? "").split(",").map(Number),
  userPort: Number(env["USER_PORT"]),
  maxFileBytes: Number(env["MAX_FILE_BYTES"]),
  webRoot: env["WEB_ROOT"] ?? "",
  allowedOrigins: (env["ALLOWED_ORIGINS"] ?? "").split(",").map((origin) => origin.trim()),
});
