import { readFileSync } from "node:fs";
import type { Redis } from "ioredis";
import { maxReapedEntriesPerCall } from "../../limits.ts";
import type { PresenceList } from "../presence.ts";

export interface StoreChange {
  readonly operation: "enter" | "exit" | "evict";
  readonly roomId: number;
  readonly userId: number;
  /** Needed to enter. */
  readonly username: string;
}

/** A person who came or went, as the store decided. */
export interface Outcome {
  readonly change: StoreChange;
  readonly username: string;
  readonly userCount: number;
}

export interface Outcomes {
  /** Redis' clock, µs. */
  readonly at: number;
  readonly outcomes: readonly Outcome[];
}

const shared = readLua("shared");

/** For the connection's options: each script is one atomic step. */
export const presenceScripts = {
  presenceRegister: script("register"),
  presenceChange: script("change"),
  presenceList: script("list"),
  presenceAmong: script("among"),
  presenceReap: script("reap"),
  presenceRetire: script("retire"),
  presenceInstances: script("instances"),
};

type Scripts = Record<keyof typeof presenceScripts, (...args: (string | number)[]) => Promise<unknown>>;

/** The data that all instances share, as one call each. A *holder* is one run of an instance, or a part of it. */
export class PresenceStore {
  readonly #scripts: Scripts;
  /** KEYS[1], by which a cluster finds the node, and ARGV[1]. */
  readonly #keys: readonly [instances: string, prefix: string];

  /** A connection made with `presenceScripts`, and what all keys begin with: one hash tag among it. */
  constructor(redis: Redis, prefix: string) {
    // defineCommand adds methods that ioredis' types cannot know.
    this.#scripts = redis as unknown as Scripts;
    this.#keys = [`${prefix}instances`, prefix];
  }

  /** Tells that the holder lives for `ttlMs` more. `store` names the data: another name means that it was lost. */
  async register(
    holder: string,
    { ttlMs, storeName, says }: { ttlMs: number; storeName: string; says: string },
  ): Promise<{ store: string; known: boolean }> {
    const answer = await this.#scripts.presenceRegister(...this.#keys, holder, ttlMs, storeName, says);
    const [store, known] = answer as [string, number];
    return { store, known: known === 1 };
  }

  /** Who came or went by these changes, all in one step; undefined where the holder is registered no more. */
  async change(holder: string, changes: readonly StoreChange[]): Promise<Outcomes | undefined> {
    const fields = changes.flatMap(({ operation, roomId, userId, username }) => [operation, roomId, userId, username]);
    const answer = (await this.#scripts.presenceChange(...this.#keys, holder, ...fields)) as (string | number)[] | null;
    if (answer === null) return undefined;
    const outcomes: Outcome[] = [];
    for (let index = 1; index < answer.length; index += 3) {
      const change = changes[Number(answer[index])];
      if (change === undefined) continue;
      outcomes.push({ change, userCount: Number(answer[index + 1]), username: String(answer[index + 2]) });
    }
    return { at: Number(answer[0]), outcomes };
  }

  async list(asked: readonly { readonly roomId: number; readonly limit: number }[]): Promise<PresenceList[]> {
    const answer = await this.#scripts.presenceList(
      ...this.#keys,
      ...asked.flatMap(({ roomId, limit }) => [roomId, limit]),
    );
    const flat = answer as (number | string[])[];
    return asked.map((_, index) => ({
      userCount: Number(flat[index * 2]),
      users: (flat[index * 2 + 1] as string[]).map(toPerson),
    }));
  }

  /** Which of these are present. */
  async among(roomId: number, userIds: readonly number[]): Promise<readonly number[]> {
    const answer = await this.#scripts.presenceAmong(...this.#keys, roomId, ...userIds);
    return (answer as (number | string)[]).map(Number);
  }

  /** Removes some entries of one dead holder; undefined where there is none. */
  async reap(expiredToo: boolean): Promise<(Outcomes & { readonly holderDone: boolean }) | undefined> {
    const answer = await this.#scripts.presenceReap(...this.#keys, maxReapedEntriesPerCall, expiredToo ? "1" : "0");
    if (answer === null) return undefined;
    const flat = answer as (string | number)[];
    const outcomes: Outcome[] = [];
    for (let index = 2; index < flat.length; index += 4) {
      const username = String(flat[index + 2]);
      outcomes.push({
        change: { operation: "exit", roomId: Number(flat[index]), userId: Number(flat[index + 1]), username },
        username,
        userCount: Number(flat[index + 3]),
      });
    }
    return { at: Number(flat[0]), holderDone: Number(flat[1]) === 1, outcomes };
  }

  /** What each holder that lives says of itself. */
  async instances(): Promise<readonly string[]> {
    return (await this.#scripts.presenceInstances(...this.#keys)) as string[];
  }

  /** The holder's entries may be removed by anybody: after `afterMs`, or at once with 0. */
  async retire(holder: string, afterMs: number): Promise<void> {
    await this.#scripts.presenceRetire(...this.#keys, holder, afterMs);
  }
}

function script(name: string): { lua: string; numberOfKeys: number } {
  return { lua: `${shared}\n${readLua(name)}`, numberOfKeys: 1 };
}

function readLua(name: string): string {
  return readFileSync(new URL(`./lua/${name}.lua`, import.meta.url), "utf8");
}

/** `"<username> <user id>"` */
function toPerson(member: string): { user_id: number; username: string } {
  const space = member.lastIndexOf(" ");
  return { username: member.slice(0, space), user_id: Number(member.slice(space + 1)) };
}
