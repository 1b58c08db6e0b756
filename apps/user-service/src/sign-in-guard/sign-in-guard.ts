import { createHash } from "node:crypto";
import { AppError } from "@hubbub/errors";
import type { Rate, Subject } from "@hubbub/rate-limits";
import type { Counter, Refusal, Step, Tally } from "./tally.ts";

export const passwordLimits = ["passwords", "strange_passwords", "address_passwords"] as const;

export type PasswordLimit = (typeof passwordLimits)[number];

/** One try of a password. */
export interface Attempt {
  /** The username or email as it was given, as a key: an account that does not exist is counted like any other. */
  readonly name: string;
  /** As `addressSubject` writes it. */
  readonly address: Subject;
  /** Whether somebody signed in to the account from there before. */
  readonly isKnownAddress: boolean;
}

/** Holds back whoever guesses passwords. Both throw `rate_limited`. */
export interface SignInGuard {
  /** Refuses what would be refused now, before it takes a place in a queue. */
  ask(attempt: Attempt): Promise<void>;
  /**
   * Counts a try as wrong, verifies, and takes that back if it was right: so tries at one time cannot slip through
   * together. Answers what `verifyNow` does.
   */
  count(attempt: Attempt, verifyNow: () => Promise<boolean>): Promise<boolean>;
}

/** RATE_LIMITS=off: everybody may try for ever. */
export const unguarded: SignInGuard = {
  async ask() {},
  count: (_, verifyNow) => verifyNow(),
};

/** See docs/adr/0022: why three counts, and why none of them locks an account's owner out. */
export function openSignInGuard(options: {
  readonly rates: Readonly<Record<PasswordLimit, Rate>>;
  readonly tally: Tally;
  /** Counts a refusal. */
  readonly onRefused: (limit: PasswordLimit) => void;
}): SignInGuard {
  const { rates, tally, onRefused } = options;
  return {
    async ask(attempt) {
      for (const tab of tabsOf(attempt)) await take("ask", tab);
    },

    async count(attempt, verifyNow) {
      const counted: Tab[] = [];
      const takeBack = (step: "cancel" | "forgive") => Promise.all(counted.map((tab) => take(step, tab)));
      try {
        for (const tab of tabsOf(attempt)) {
          await take("count", tab);
          counted.push(tab);
        }
        const fits = await verifyNow();
        if (fits) await takeBack("forgive");
        return fits;
      } catch (error) {
        await takeBack("cancel");
        throw error;
      }
    },
  };

  /** What a try is counted on: a subject is one slot of a cluster, so one step. */
  function tabsOf({ name, address, isKnownAddress }: Attempt): Tab[] {
    const hash = createHash("sha256").update(name).digest("base64url");
    const ofAddress: Tab = {
      subject: address,
      limits: ["passwords", "address_passwords"],
      counters: [
        toCounter(rates.passwords, `passwords:${hash}`, "delay"),
        toCounter(rates.address_passwords, "address_passwords", "refuse"),
      ],
    };
    const ofStrangers: Tab = {
      subject: `name:${hash}`,
      limits: ["strange_passwords"],
      counters: [toCounter(rates.strange_passwords, "strange_passwords", "refuse")],
    };
    return isKnownAddress ? [ofAddress] : [ofAddress, ofStrangers];
  }

  async function take(step: Step, { subject, counters, limits }: Tab): Promise<void> {
    const refusal = await tally.take(step, subject, counters);
    if (refusal === undefined) return;
    const limit = limits[refusal.counter];
    if (limit !== undefined) onRefused(limit);
    throw tooManyTries(refusal);
  }
}

interface Tab {
  readonly subject: string;
  readonly counters: readonly Counter[];
  /** The limits that the counters are of. */
  readonly limits: readonly PasswordLimit[];
}

function toCounter({ count, seconds, burst }: Rate, key: string, over: Counter["over"]): Counter {
  const intervalMs = (seconds * 1_000) / count;
  return { key, intervalMs, toleranceMs: burst * intervalMs, over };
}

function tooManyTries({ waitMs }: Refusal): AppError {
  const retryAfterMs = Math.ceil(waitMs);
  return new AppError("rate_limited", `Too many tries; wait ${Math.ceil(retryAfterMs / 1_000)} s`, { retryAfterMs });
}
