import type { RedisLink } from "@hubbub/service-runtime/redis";
import { leasesPerBurst, maxSubjectsPerSettle, settleGatherMs, sharedAnswerMs, sharedRestMs } from "./limits.ts";
import { LimitScripts, type ScriptCharge, type Spent } from "./limit-scripts.ts";
import type { Rate } from "./rate.ts";
import { type Charge, rateLimited, type RateLimits } from "./rate-limits.ts";
import { type Share, Shares } from "./shares.ts";
import type { Subject } from "./subject.ts";

export interface SharedLimitsOptions<Name extends string> {
  readonly rates: Readonly<Record<Name, Rate>>;
  /** Made with `limitScripts`; without it, and while it is down, this instance decides alone. */
  readonly link?: Pick<RedisLink, "redis" | "up">;
  /** Counts a refusal. */
  readonly onRefused: (name: Name) => void;
  readonly nowMs?: () => number;
}

/**
 * Rate limits that the instances share. `spend` asks Redis. `spendNow` spends from what this instance knows, on a lease of
 * a part of the burst, and settles with Redis afterwards: so a subject that spends on several instances at once gets at
 * most one burst of each before they know of each other, owes what it had too much of, and in the long run gets exactly
 * its rate (docs/adr/0021).
 */
export class SharedLimits<Name extends string> implements RateLimits<Name> {
  readonly #options: SharedLimitsOptions<Name>;
  readonly #nowMs: () => number;
  /** Apart, so that a flood of addresses does not push accounts out. */
  readonly #shares: { readonly account: Shares; readonly address: Shares };
  readonly #scripts: LimitScripts | undefined;
  /** By subject, what is to be told of it. */
  readonly #untold = new Map<Subject, Set<Share>>();
  #settleTimer: NodeJS.Timeout | undefined;
  #restUntilMs = Number.NEGATIVE_INFINITY;

  constructor(options: SharedLimitsOptions<Name>) {
    this.#options = options;
    this.#nowMs = options.nowMs ?? (() => performance.now());
    const rates = Object.values<Rate>(options.rates);
    this.#shares = { account: new Shares(rates), address: new Shares(rates) };
    this.#scripts = options.link && new LimitScripts(options.link.redis);
  }

  get rememberedShares(): number {
    return this.#shares.account.size + this.#shares.address.size;
  }

  /** Whether this instance decides alone at the moment. */
  get alone(): boolean {
    return this.#options.link?.up !== true || this.#nowMs() < this.#restUntilMs;
  }

  async spend(subject: Subject, ...charges: readonly Charge<Name>[]): Promise<void> {
    const spent = this.alone ? undefined : await this.#ask(subject, charges);
    if (spent === undefined) return this.spendNow(subject, ...charges);
    const refusing = "refusing" in spent ? charges[spent.refusing] : undefined;
    if (refusing !== undefined && "waitMs" in spent) throw this.#refusal(refusing, spent.waitMs);
  }

  spendNow(subject: Subject, ...charges: readonly Charge<Name>[]): void {
    const nowMs = this.#nowMs();
    const shares = this.#sharesOf(subject, charges, nowMs);
    this.#assertEnough(shares, charges, nowMs);
    this.#chargeAll(shares, charges, nowMs);
  }

  check(subject: Subject, ...charges: readonly Charge<Name>[]): void {
    const nowMs = this.#nowMs();
    this.#assertEnough(this.#sharesOf(subject, charges, nowMs), charges, nowMs);
  }

  charge(subject: Subject, ...charges: readonly Charge<Name>[]): void {
    const nowMs = this.#nowMs();
    this.#chargeAll(this.#sharesOf(subject, charges, nowMs), charges, nowMs);
  }

  /** Tells what is not told yet. */
  async close(): Promise<void> {
    clearTimeout(this.#settleTimer);
    await this.#settle();
  }

  #sharesOf(subject: Subject, charges: readonly Charge<Name>[], nowMs: number): Share[] {
    const shares = subject.startsWith("account:") ? this.#shares.account : this.#shares.address;
    return charges.map(({ name, of }) => shares.of(subject, shareKey(name, of), this.#options.rates[name], nowMs));
  }

  #assertEnough(shares: readonly Share[], charges: readonly Charge<Name>[], nowMs: number): void {
    let refusing: Charge<Name> | undefined;
    let longestMs = roundingMs;
    for (const [at, charge] of charges.entries()) {
      const waitMs = waitOf(shares[at] as Share, charge.cost ?? 1, nowMs);
      if (waitMs > longestMs) [refusing, longestMs] = [charge, waitMs];
    }
    if (refusing !== undefined) throw this.#refusal(refusing, longestMs);
  }

  #chargeAll(shares: readonly Share[], charges: readonly Charge<Name>[], nowMs: number): void {
    let isLeaseSpent = false;
    for (const [at, charge] of charges.entries()) {
      if (this.#charge(shares[at] as Share, charge, nowMs)) isLeaseSpent = true;
    }
    // What is charged together is told together, in one command.
    if (isLeaseSpent) this.#tellLater(shares);
  }

  /** Answers whether so much is untold now that the others must hear of it. */
  #charge(share: Share, { name, cost = 1 }: Charge<Name>, nowMs: number): boolean {
    const before = Math.max(share.fullAtMs, nowMs);
    // As in spend.lua: a debt of a second burst at most.
    share.fullAtMs = Math.min(before + costMs(share, cost), Math.max(before, nowMs + 2 * share.toleranceMs));
    if (this.#scripts === undefined) return false;
    // What was spent long ago has come back since: the others need not hear of it.
    share.untoldBackAtMs = nowMs + untoldMs(share, nowMs) + cost * share.intervalMs;
    const lease = Math.max(1, this.#options.rates[name].burst / leasesPerBurst);
    // Half of one has come back in the meantime, at most, of what was spent without a pause.
    return untoldMs(share, nowMs) > (lease - 0.5) * share.intervalMs;
  }

  #tellLater(shares: readonly Share[]): void {
    for (const share of shares) {
      const together = this.#untold.get(share.subject);
      if (together === undefined) this.#untold.set(share.subject, new Set([share]));
      else together.add(share);
    }
    this.#settleTimer ??= setTimeout(() => void this.#settle(), settleGatherMs);
  }

  #refusal({ name }: Charge<Name>, waitMs: number) {
    this.#options.onRefused(name);
    return rateLimited(Math.max(1, Math.ceil(waitMs)));
  }

  /** undefined where Redis does not answer in time. */
  async #ask(subject: Subject, charges: readonly Charge<Name>[]): Promise<Spent | undefined> {
    const asked = this.#scripts?.spend(
      "spend",
      subject,
      charges.map((charge) => this.#toScript(charge)),
    );
    const spent = await within(sharedAnswerMs, asked);
    if (spent === undefined) this.#restUntilMs = this.#nowMs() + sharedRestMs;
    return spent;
  }

  #toScript({ name, of, cost = 1 }: Charge<Name>): ScriptCharge {
    const { seconds, count, burst } = this.#options.rates[name];
    const intervalUs = (seconds * 1e6) / count;
    return { share: shareKey(name, of), toleranceUs: burst * intervalUs, costUs: cost * intervalUs };
  }

  async #settle(): Promise<void> {
    const subjects = [...this.#untold].slice(0, maxSubjectsPerSettle);
    for (const [subject] of subjects) this.#untold.delete(subject);
    // While Redis is away what was spent stays untold: the next lease tells it.
    if (!this.alone) await Promise.all(subjects.map(([subject, shares]) => this.#settleOne(subject, [...shares])));
    this.#settleTimer =
      this.#untold.size === 0 ? undefined : setTimeout(() => void this.#settle(), settleGatherMs).unref();
  }

  async #settleOne(subject: Subject, shares: readonly Share[]): Promise<void> {
    const told = shares.map((share) => untoldMs(share, this.#nowMs()));
    const charges = shares.map((share, at) => ({
      share: share.key,
      toleranceUs: share.toleranceMs * 1000,
      costUs: (told[at] ?? 0) * 1000,
    }));
    for (const share of shares) share.untoldBackAtMs = Number.NEGATIVE_INFINITY;
    try {
      const spent = await this.#scripts?.spend("settle", subject, charges);
      if (spent === undefined || "refusing" in spent) return;
      const nowMs = this.#nowMs();
      for (const [at, share] of shares.entries()) {
        // What was spent meanwhile comes on top of what the instances have spent together.
        const fullAtMs = nowMs + (spent.fullInMs[at] ?? 0) + untoldMs(share, nowMs);
        share.fullAtMs = Math.max(share.fullAtMs, fullAtMs);
      }
    } catch {
      const nowMs = this.#nowMs();
      for (const [at, share] of shares.entries())
        share.untoldBackAtMs = nowMs + untoldMs(share, nowMs) + (told[at] ?? 0);
    }
  }
}

/** What adding up fractions of a millisecond may be off by. */
const roundingMs = 1e-3;

/** What was spent and not told, as the ms in which it comes back. */
function untoldMs({ untoldBackAtMs }: Share, nowMs: number): number {
  return Math.max(0, untoldBackAtMs - nowMs);
}

function waitOf(share: Share, cost: number, nowMs: number): number {
  return Math.max(share.fullAtMs, nowMs) + costMs(share, cost) - share.toleranceMs - nowMs;
}

/** Something dearer than the burst takes all of it. */
function costMs({ intervalMs, toleranceMs }: Share, cost: number): number {
  return Math.min(cost * intervalMs, toleranceMs);
}

function shareKey(name: string, of: string | number | undefined): string {
  return of === undefined ? name : `${name}:${of}`;
}

async function within<Value>(ms: number, answer: Promise<Value> | undefined): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([answer, late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
