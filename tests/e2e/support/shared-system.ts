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
  const system = await startSystem({ RATE_LIMITS: "off" });
  const prometheus = system.stackFile().ports["prometheus"];
  provide("url", system.url);
  provide("dataFolder", system.dataFolder);
  provide("prometheusUrl", prometheus === undefined ? undefined : `http://127.0.0.1:${prometheus}`);
  return () => system.destroy();
}
