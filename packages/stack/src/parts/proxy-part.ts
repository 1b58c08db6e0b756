import { join } from "node:path";
import { dieWithParent } from "../processes/die-with-parent.ts";
import type { Code } from "../processes/reachable-code.ts";
import { repositoryRoot } from "../stack/layout.ts";
import { httpOk } from "../processes/http-ok.ts";
import type { Part } from "../supervisor/part.ts";
import { daemonEnv } from "./daemon-env.ts";
import type { EdgeOptions } from "./edge-options.ts";

/** Stands in for Nginx where that cannot be had. */
export function proxyPart(options: EdgeOptions, code: Code = { node: process.execPath, root: repositoryRoot }): Part {
  const main = join(code.root, "packages/stack/src/proxy/main.ts");
  return {
    name: "proxy",
    title: "the small proxy",
    commandLine: dieWithParent([code.node, "--disable-warning=ExperimentalWarning", main], "TERM", {
      user: "edge",
      reach: [code.root, repositoryRoot, options.webRoot],
    }),
    env: {
      ...daemonEnv(),
      PROXY_HOST: options.host,
      PROXY_PORT: String(options.port),
      CHAT_PORTS: options.chatPorts.join(","),
      USER_PORT: String(options.userPort),
      WEB_ROOT: options.webRoot,
      ALLOWED_ORIGINS: options.allowedOrigins,
      MAX_FILE_BYTES: String(options.maxFileBytes),
    },
    ready: () => httpOk(`${options.url}/`),
    stopSignal: "SIGTERM",
    hurrySignal: "SIGKILL",
    stopTimeoutMs: 5_000,
    startTimeoutMs: 15_000,
    startTries: 3,
  };
}
