import { readFileSync } from "node:fs";
import type { Redis } from "ioredis";
import type { Subject } from "./subject.ts";

/** One share and what it is charged, in µs: of the rate's clock, so that Redis needs to know nothing else of it. */
export interface ScriptCharge {
  readonly share: string;
  readonly toleranceUs: number;
  readonly costUs: number;
}

export type Spent =
  | { readonly refusing: number; readonly waitMs: number }
  /** Ms until each share is full again. */
  | { readonly fullInMs: readonly number[] };

/** For the connection's options: each script is one atomic step. */
export const limitScripts = {
  limitSpend: { lua: readLua("spend") },
  limitHold: { lua: readLua("hold"), numberOfKeys: 1 },
};

type Scripts = Record<keyof typeof limitScripts, (...args: (string | number)[]) => Promise<unknown>>;

/** What all instances share, as one call a subject: its keys are in one slot of a cluster. `redis` was made with `limitScripts`. */
export class LimitScripts {
  readonly #scripts: Scripts;

  constructor(redis: Redis) {
    // defineCommand adds methods that ioredis' types cannot know.
    this.#scripts = redis as unknown as Scripts;
  }

  /** `settle` charges what was spent already, and is never refused. */
  async spend(how: "spend" | "settle", subject: Subject, charges: readonly ScriptCharge[]): Promise<Spent> {
    const keys = charges.map(({ share }) => `hubbub:limit:{${subject}}:${share}`);
    const costs = charges.flatMap(({ toleranceUs, costUs }) => [Math.ceil(toleranceUs), Math.ceil(costUs)]);
    const answer = (await this.#scripts.limitSpend(keys.length, ...keys, how, ...costs)) as (string | number)[];
    const refusing = Number(answer[0]);
    if (refusing > 0) return { refusing: refusing - 1, waitMs: Number(answer[1]) / 1000 };
    return { fullInMs: answer.slice(1).map((us) => Number(us) / 1000) };
  }

  /** Tells how many of the subject's `holder` holds; answers how many the others do. */
  async hold(subject: Subject, what: string, holder: string, count: number, ttlMs: number): Promise<number> {
    return Number(await this.#scripts.limitHold(`hubbub:limit:{${subject}}:${what}`, holder, count, ttlMs));
  }
}

function readLua(name: string): string {
  return readFileSync(new URL(`./lua/${name}.lua`, import.meta.url), "utf8");
}
