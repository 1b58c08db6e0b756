import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startSystem } from "./start-system.ts";

declare module "vitest" {
  interface ProvidedContext {
    url: string;
    prometheusUrl: string | undefined;
    /** Of a system that the tests started. */
    dataFolder: string | undefined;
  }
}

/** One system for all tests that only use it. HUBBUB_URL names one that runs already (docker compose). */
export async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  const running = process.env["HUBBUB_URL"];
  if (running !== undefined) {
    provide("url", running);
    provide("prometheusUrl", process.env["PROMETHEUS_URL"]);
    provide("dataFolder", undefined);
    return undefined;
  }
  // At debug no log may hold what it must not either: logs.e2e.test.ts, and below.
  const system = await startSystem({ RATE_LIMITS: "off", LOG_LEVEL: "debug" });
  const prometheus = system.stackFile().ports["prometheus"];
  provide("url", system.url);
  provide("dataFolder", system.dataFolder);
  provide("prometheusUrl", prometheus === undefined ? undefined : `http://127.0.0.1:${prometheus}`);
  return async () => {
    try {
      assertNoSecretIn(join(system.dataFolder, "logs"));
    } finally {
      await system.destroy();
    }
  };
}

/** What nobody's log may hold: a token, whoever's, a link to a file, and the password that the tests' people have. */
const secrets = [/eyJ[\w-]{10,}\.eyJ[\w-]{10,}/, /[?&]s=[\w-]{20}/, /correct horse/];

/** Throws where anything of all that the tests did left a secret in a log. */
function assertNoSecretIn(logs: string): void {
  for (const name of readdirSync(logs)) {
    for (const line of readFileSync(join(logs, name), "utf8").split("\n")) {
      if (secrets.some((secret) => secret.test(line))) throw new Error(`${name} holds a secret: ${line}`);
    }
  }
}
