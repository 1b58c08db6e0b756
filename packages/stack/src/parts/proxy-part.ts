import { join } from "node:path";
import { dieWithParent } from "../processes/die-with-parent.ts";
import { httpOk } from "../processes/http-ok.ts";
import type { Part } from "../supervisor/part.ts";
import { daemonEnv } from "./daemon-env.ts";
import type { EdgeOptions } from "./edge-options.ts";

/** Stands in for Nginx where that cannot be had. */
export function proxyPart(options: EdgeOptions): Part {
  const main = join(import.meta.dirname, "../proxy/main.ts");
  return {
    name: "proxy",
    title: "the small proxy",
    commandLine: dieWithParent([process.execPath, "--disable-warning=ExperimentalWarning", main], "TERM"),
    env: {
      ...daemonEnv(),
      PROXY_HOST: options.host,
      PROXY_PORT: String(options.port),
      CHAT_PORTS: options.chatPorts.join(","),
      USER_PORT: String(options.userPort),
      WEB_ROOT: options.webRoot,
    },
    ready: () => httpOk(`${options.url}/`),
    stopSignal: "SIGTERM",
    hurrySignal: "SIGKILL",
    stopTimeoutMs: 5_000,
    startTimeoutMs: 15_000,
    startTries: 3,
  };
}
