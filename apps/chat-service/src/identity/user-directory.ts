import { AppError } from "@hubbub/errors";
import { maxUsersPerLookup } from "@hubbub/grpc-api/limits";
import { maxCachedUsers } from "../limits.ts";
import { BoundedCache, type CacheCounts } from "./bounded-cache.ts";

/** An account as rooms need to know it. Usernames never change before it is deleted, so it may be remembered. */
export interface KnownUser {
  readonly userId: number;
  readonly username: string;
  /** Its number is all that is left of it: nobody can be reached by it, and the name is no name. */
  readonly isDeleted: boolean;
}

export type LookUpUsers = (wanted: {
  readonly ids: number[];
  readonly usernames: string[];
}) => Promise<readonly KnownUser[]>;

type Key = `id:${number}` | `name:${string}`;

/**
 * Accounts by id and by username (without case), asked of the user-service: what is wanted within one turn of the event
 * loop goes together, and answers are remembered. That an account is unknown is not remembered: it may be made any time.
 */
export class UserDirectory {
  readonly #lookUp: LookUpUsers;
  readonly #known = new BoundedCache<Key, KnownUser>(2 * maxCachedUsers);
  #waiting = new Map<Key, PromiseWithResolvers<KnownUser | undefined>>();

  constructor(lookUp: LookUpUsers) {
    this.#lookUp = lookUp;
  }

  get lookups(): CacheCounts {
    return this.#known;
  }

  get cachedUsers(): number {
    return this.#known.size;
  }

  /** Throws `user_not_found` naming `field`. */
  async byId(userId: number, field: string): Promise<KnownUser> {
    const user = await this.#find(`id:${userId}`);
    return found(user?.isDeleted === true ? undefined : user, field);
  }

  /** Throws `user_not_found` naming `field`. */
  async byUsername(username: string, field: string): Promise<KnownUser> {
    return found(await this.#find(`name:${username.toLowerCase()}`), field);
  }

  /** Of accounts that were deleted since they were remembered. */
  forget(userIds: readonly number[]): void {
    for (const userId of userIds) {
      const known = this.#known.peek(`id:${userId}`);
      if (known === undefined || known.isDeleted) continue;
      this.#known.delete(`id:${userId}`);
      this.#known.delete(`name:${known.username.toLowerCase()}`);
    }
  }

  /** Of those who are known; the others are left out. */
  async usernames(userIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const users = await Promise.all(userIds.map((id) => this.#find(`id:${id}`)));
    return new Map(users.filter((user) => user !== undefined).map((user) => [user.userId, user.username]));
  }

  /** By username in lower case; who is not known is left out. */
  async idsOf(usernames: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const users = await Promise.all(usernames.map((name) => this.#find(`name:${name.toLowerCase()}`)));
    return new Map(
      users.filter((user) => user !== undefined).map(({ username, userId }) => [username.toLowerCase(), userId]),
    );
  }

  #find(key: Key): Promise<KnownUser | undefined> {
    const known = this.#known.get(key);
    if (known !== undefined) return Promise.resolve(known);
    const already = this.#waiting.get(key);
    if (already !== undefined) return already.promise;
    if (this.#waiting.size === 0) setImmediate(() => this.#ask());
    const waiting = Promise.withResolvers<KnownUser | undefined>();
    this.#waiting.set(key, waiting);
    return waiting.promise;
  }

  #ask(): void {
    const all = [...this.#waiting];
    this.#waiting = new Map();
    for (let start = 0; start < all.length; start += maxUsersPerLookup) {
      void this.#askBatch(all.slice(start, start + maxUsersPerLookup));
    }
  }

  async #askBatch(batch: readonly (readonly [Key, PromiseWithResolvers<KnownUser | undefined>])[]): Promise<void> {
    try {
      const keys = batch.map(([key]) => key);
      for (const user of await this.#lookUp(toWanted(keys))) this.#remember(user);
      for (const [key, { resolve }] of batch) resolve(this.#known.peek(key));
    } catch (error) {
      for (const [, { reject }] of batch) reject(error);
    }
  }

  #remember(user: KnownUser): void {
    this.#known.set(`id:${user.userId}`, user);
    if (!user.isDeleted) this.#known.set(`name:${user.username.toLowerCase()}`, user);
  }
}

function toWanted(keys: readonly Key[]) {
  const ids = keys.filter((key) => key.startsWith("id:")).map((key) => Number(key.slice("id:".length)));
  const usernames = keys.filter((key) => key.startsWith("name:")).map((key) => key.slice("name:".length));
  return { ids, usernames };
}

function found(user: KnownUser | undefined, field: string): KnownUser {
  if (user === undefined) throw new AppError("user_not_found", "There is no such user", { field });
  return user;
}
