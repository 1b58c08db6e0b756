import { parseRate, standardLimits, type StandardLimitName } from "@hubbub/rate-limits";
import type { Spoils } from "../attacker/tally.ts";

/** How much of something one attacker may get: nobody gets more than their share. */
export interface Share {
  /** The answers that count, in the words of the tally. */
  readonly of: readonly string[];
  /** How many of them in so many seconds, after a rest. */
  atMost(seconds: number): number;
}

/** An instance spends on leases, and one may have been taken at the wrong moment; no share doubles by that. */
const tolerance = 1.1;

/** Who is ended for what they sent pays so many connects beside the one: as a stranger, and as an account. */
export const strangersAbuseConnects = 10;
export const abuseConnects = 100;

/** New sockets of strangers who are ended each time. */
export const strangersComingBack = limitedBy(["connected"], ["connects"], { cost: 1 + strangersAbuseConnects });
/** New sockets of an account that is ended each time, several at once; `welcome` is how the dialect says that it got in. */
export function accountsComingBack(welcome: string, socketsAtOnce: number): Share {
  const oneByOne = limitedBy([welcome], ["connects"], { cost: 1 + abuseConnects });
  return { of: oneByOne.of, atMost: (seconds) => oneByOne.atMost(seconds) + socketsAtOnce };
}
/** Wrong passwords of one account from one address: ten, then as many as fit into a delay that doubles from a second. */
export const wrongPasswords = (of: string): Share => ({ of: [of], atMost: (seconds) => 11 + Math.log2(seconds + 1) });

/** What a limit, or several together, allow where each answer takes `cost` of it. */
export function limitedBy(
  of: readonly string[],
  names: readonly StandardLimitName[],
  { cost = 1 }: { readonly cost?: number } = {},
): Share {
  return {
    of,
    atMost: (seconds) =>
      names
        .map((name) => parseRate(standardLimits[name].rate)!)
        .map(({ count, seconds: per, burst }) => (burst + (count / per) * seconds) / cost)
        .reduce((sum, allowed) => sum + allowed, 0),
  };
}

/** Each share that was exceeded, in a few words. */
export function excess(
  shares: readonly Share[] | undefined,
  spoils: Spoils | undefined,
  seconds: number,
): readonly string[] {
  return (shares ?? []).flatMap((share) => {
    const got = share.of.reduce((sum, answer) => sum + (spoils?.got[answer] ?? 0), 0);
    const allowed = Math.ceil(share.atMost(seconds) * tolerance);
    return got <= allowed ? [] : [`the attacker got ${share.of.join(" and ")} × ${got}, of ${allowed} at most`];
  });
}
