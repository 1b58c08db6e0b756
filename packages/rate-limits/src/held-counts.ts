import type { RedisLink } from "@hubbub/service-runtime/redis";
import { heldGatherMs, heldTtlMs } from "./limits.ts";
import { LimitScripts } from "./limit-scripts.ts";
import type { Subject } from "./subject.ts";

export interface HeldCountsOptions {
  /** What is held: a part of a key. */
  readonly what: string;
  /** How many a subject may hold at a time, over all instances. */
  readonly max: number;
  /** This run of this instance. */
  readonly holder: string;
  /** Made with `limitScripts`; without it each instance counts alone. */
  readonly link?: Pick<RedisLink, "redis" | "up">;
}

interface Held {
  here: number;
  /** On other instances, as last heard. */
  others: number;
  told: number;
}

/**
 * How many of something each subject holds at a time, such as open sockets. Decides at once; the instances tell each other
 * of subjects that hold many, so most cost nothing, and the bound is exact but for what was taken elsewhere a moment ago.
 */
export class HeldCounts {
  readonly #options: HeldCountsOptions;
  readonly #scripts: LimitScripts | undefined;
  readonly #held = new Map<Subject, Held>();
  readonly #changed = new Set<Subject>();
  /** What is on its way to Redis. */
  readonly #telling = new Set<Subject>();
  #tellTimer: NodeJS.Timeout | undefined;
  readonly #refreshTimer: NodeJS.Timeout;

  constructor(options: HeldCountsOptions) {
    this.#options = options;
    this.#scripts = options.link && new LimitScripts(options.link.redis);
    this.#refreshTimer = setInterval(() => this.#refresh(), heldTtlMs / 3).unref();
  }

  /** One more, unless the subject holds as many as it may. */
  take(subject: Subject): boolean {
    const held = this.#held.get(subject) ?? { here: 0, others: 0, told: 0 };
    const others = this.#options.link?.up === true ? held.others : 0;
    if (held.here + others >= this.#options.max) {
      // The others may hold fewer by now.
      this.#tellSoon(subject);
      return false;
    }
    held.here += 1;
    this.#held.set(subject, held);
    if (held.here >= this.#tellFrom) this.#tellSoon(subject);
    return true;
  }

  release(subject: Subject): void {
    const held = this.#held.get(subject);
    if (held === undefined || held.here === 0) return;
    held.here -= 1;
    if (held.told > 0 || this.#telling.has(subject)) this.#tellSoon(subject);
    else if (held.here === 0) this.#held.delete(subject);
  }

  /** Forgets all; what was told of them ends by itself. */
  close(): void {
    clearInterval(this.#refreshTimer);
    clearTimeout(this.#tellTimer);
  }

  /** A tenth of what may be held: from there on it matters what others hold. */
  get #tellFrom(): number {
    return this.#options.max / 10;
  }

  #tellSoon(subject: Subject): void {
    if (this.#scripts === undefined) return;
    this.#changed.add(subject);
    this.#tellTimer ??= setTimeout(() => void this.#tell(), heldGatherMs);
  }

  async #tell(): Promise<void> {
    this.#tellTimer = undefined;
    const subjects = [...this.#changed];
    this.#changed.clear();
    if (this.#options.link?.up === true) await Promise.all(subjects.map((subject) => this.#tellOne(subject)));
  }

  async #tellOne(subject: Subject): Promise<void> {
    const held = this.#held.get(subject);
    if (held === undefined) return;
    const { what, holder } = this.#options;
    const told = held.here >= this.#tellFrom ? held.here : 0;
    this.#telling.add(subject);
    try {
      held.others = (await this.#scripts?.hold(subject, what, holder, told, heldTtlMs)) ?? 0;
      held.told = told;
    } catch {
      // The next change or refresh tells it.
    }
    this.#telling.delete(subject);
    if (held.here === 0 && held.told === 0) this.#held.delete(subject);
  }

  #refresh(): void {
    for (const [subject, { here, told }] of this.#held) {
      if (told > 0 || here >= this.#tellFrom) this.#tellSoon(subject);
    }
  }
}
