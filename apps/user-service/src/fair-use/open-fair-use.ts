import { limitScripts, observeLimits, SharedLimits, unlimited } from "@hubbub/rate-limits";
import type { Lifecycle, Logger, Metrics } from "@hubbub/service-runtime";
import { RedisLink } from "@hubbub/service-runtime/redis";
import type { UserServiceConfig } from "../config.ts";
import { MemoryTally } from "../sign-in-guard/memory-tally.ts";
import { RedisTally, tallyScripts } from "../sign-in-guard/redis-tally.ts";
import { openSignInGuard, passwordLimits, type SignInGuard, unguarded } from "../sign-in-guard/sign-in-guard.ts";
import { type FairUse, fairUseLimits } from "./fair-use.ts";

export interface OpenFairUse {
  readonly fairUse: FairUse;
  readonly guard: SignInGuard;
}

/** What limits accounts and addresses, shared over Redis where there is one; nothing does with RATE_LIMITS=off. */
export async function openFairUse(
  { rateLimits, rates, redisUrl }: Pick<UserServiceConfig, "rateLimits" | "rates" | "redisUrl">,
  { life, logger, metrics }: { life: Lifecycle; logger: Logger; metrics: Metrics },
): Promise<OpenFairUse> {
  const limits = [...fairUseLimits, ...passwordLimits, "password_queue"];
  if (rateLimits === "off") {
    observeLimits(metrics, limits);
    return { fairUse: unlimited, guard: unguarded };
  }
  const link = redisUrl === "" ? undefined : limitsLink(redisUrl, logger);
  if (link !== undefined) life.onStop("limits' link", () => link.close());

  const onRefused = (limit: string) => metrics.rateLimited.inc({ limit });
  const fairUse = new SharedLimits({ rates, onRefused, ...(link === undefined ? {} : { link }) });
  const tally = link === undefined ? new MemoryTally() : new RedisTally(link);
  observeLimits(metrics, limits, {
    get rememberedShares() {
      return fairUse.rememberedShares + tally.size;
    },
    get alone() {
      return fairUse.alone;
    },
  });
  life.onStop("limits", () => fairUse.close());

  await link?.start();
  return { fairUse, guard: openSignInGuard({ rates, tally, onRefused }) };
}

function limitsLink(url: string, log: Logger): RedisLink {
  const scripts = { ...limitScripts, ...tallyScripts };
  return new RedisLink({ url, name: "hubbub-limits", log, scripts, onUp() {}, onDown() {} });
}
