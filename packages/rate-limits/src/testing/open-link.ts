import { RedisLink } from "@hubbub/service-runtime/redis";
import { onTestFinished } from "vitest";
import { limitScripts } from "../limit-scripts.ts";

/** One instance's connection to Redis, closed with the test. */
export async function openLink(url: string): Promise<RedisLink> {
  const log = { info() {}, warn() {} };
  const link = new RedisLink({ url, name: "hubbub-limits", log, scripts: limitScripts, onUp() {}, onDown() {} });
  await link.start();
  onTestFinished(() => link.close());
  return link;
}
