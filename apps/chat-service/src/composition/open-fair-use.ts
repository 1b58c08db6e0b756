import { HeldCounts, limitScripts, observeLimits, SharedLimits, unlimited } from "@hubbub/rate-limits";
import type { Logger } from "@hubbub/service-runtime";
import { RedisLink } from "@hubbub/service-runtime/redis";
import { type FairUse, fairUseLimits } from "../fair-use/fair-use.ts";
import type { Instance } from "./instance.ts";

export interface OpenFairUse {
  readonly fairUse: FairUse;
  /** Sockets of an account that are open, on all instances; undefined where nothing limits them. */
  readonly openSockets: HeldCounts | undefined;
}

/** What limits accounts and addresses, shared over Redis where there is one; nothing does with RATE_LIMITS=off. */
export async function openFairUse({ config, bootId, life, logger, metrics }: Instance): Promise<OpenFairUse> {
  const { rateLimits, rates, openSocketsPerAccount, redisUrl } = config;
  if (rateLimits === "off") {
    observeLimits(metrics, fairUseLimits);
    return { fairUse: unlimited, openSockets: undefined };
  }
  const link = redisUrl === "" ? undefined : limitsLink(redisUrl, logger);
  if (link !== undefined) life.onStop("limits' link", () => link.close());
  const shared = link === undefined ? {} : { link };

  const onRefused = (limit: string) => metrics.rateLimited.inc({ limit });
  const fairUse = new SharedLimits({ rates, onRefused, ...shared });
  observeLimits(metrics, fairUseLimits, fairUse);
  life.onStop("limits", () => fairUse.close());

  const openSockets = new HeldCounts({ what: "open_sockets", max: openSocketsPerAccount, holder: bootId, ...shared });
  life.onStop("open sockets' counts", () => openSockets.close());
  await link?.start();
  return { fairUse, openSockets };
}

function limitsLink(url: string, log: Logger): RedisLink {
  return new RedisLink({ url, name: "hubbub-limits", log, scripts: limitScripts, onUp() {}, onDown() {} });
}
