import { readFileSync } from "node:fs";
import type { RedisLink } from "@hubbub/service-runtime/redis";
import { maxCountsOverLimit, maxPasswordDelayMs, passwordDelayMs, tallyAnswerMs, tallyRestMs } from "../limits.ts";
import { MemoryTally } from "./memory-tally.ts";
import type { Counter, Refusal, Step, Tally } from "./tally.ts";

/** For the connection's options. */
export const tallyScripts = { passwordTally: { lua: readFileSync(new URL("lua/tally.lua", import.meta.url), "utf8") } };

/**
 * The counts of all instances, on one Redis. While that is away or slow this instance counts in its own memory, and asks
 * again after a rest: no sign-in waits for a Redis that does not answer.
 */
export class RedisTally implements Tally {
  readonly #link: Pick<RedisLink, "redis" | "up">;
  readonly #alone = new MemoryTally();
  #restUntilMs = Number.NEGATIVE_INFINITY;

  /** The link was made with `tallyScripts`. */
  constructor(link: Pick<RedisLink, "redis" | "up">) {
    this.#link = link;
  }

  get size(): number {
    return this.#alone.size;
  }

  async take(step: Step, subject: string, counters: readonly Counter[]): Promise<Refusal | undefined> {
    if (this.#link.up && performance.now() >= this.#restUntilMs) {
      const answer = await this.#ask(step, subject, counters);
      if (answer !== undefined) {
        return answer.refusing === 0 ? undefined : { counter: answer.refusing - 1, waitMs: answer.waitMs };
      }
      this.#restUntilMs = performance.now() + tallyRestMs;
    }
    return await this.#alone.take(step, subject, counters);
  }

  /** undefined where Redis does not answer in time. */
  async #ask(step: Step, subject: string, counters: readonly Counter[]) {
    const timeout = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => timeout.resolve(undefined), tallyAnswerMs);
    try {
      const answer = await Promise.race([this.#call(step, subject, counters), timeout.promise]);
      return answer && { refusing: Number(answer[0]), waitMs: Number(answer[1] ?? 0) };
    } catch {
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  #call(step: Step, subject: string, counters: readonly Counter[]): Promise<readonly unknown[]> {
    // The subject is a hash tag of Redis Cluster: one step is one slot.
    const keys = counters.map(({ key }) => `hubbub:limit:{${subject}}:${key}`);
    const args = counters.flatMap(({ intervalMs, toleranceMs, over }) => [intervalMs, toleranceMs, over]);
    // A script's method is added by ioredis, which its types cannot know.
    const { redis } = this.#link as unknown as {
      redis: { passwordTally(...all: (string | number)[]): Promise<readonly unknown[]> };
    };
    const delays = [passwordDelayMs, maxPasswordDelayMs, maxCountsOverLimit];
    return redis.passwordTally(keys.length, ...keys, step, ...delays, ...args);
  }
}
