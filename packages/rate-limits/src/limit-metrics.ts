import type { Metrics } from "@hubbub/service-runtime";
import { Gauge } from "prom-client";

export interface ObservedLimits {
  readonly rememberedShares: number;
  readonly alone: boolean;
}

const lifted: ObservedLimits = { rememberedShares: 0, alone: false };

/**
 * Metrics of one process' limits, or that it has none. Every name is counted from 0, so that a refusal shows as an increase.
 */
export function observeLimits(
  { registry, rateLimited }: Metrics,
  names: readonly string[],
  limits: ObservedLimits = lifted,
): void {
  const registers = [registry];
  for (const limit of names) rateLimited.inc({ limit }, 0);
  const entries = new Gauge({
    name: "rate_limit_entries",
    help: "Shares of limits that this instance remembers.",
    registers,
    collect(): void {
      entries.set(limits.rememberedShares);
    },
  });
  const alone = new Gauge({
    name: "rate_limits_alone",
    help: "1 while this instance limits from its own memory alone: without Redis, or while it is away.",
    registers,
    collect(): void {
      alone.set(limits.alone ? 1 : 0);
    },
  });
}
