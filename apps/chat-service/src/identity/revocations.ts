import { AppError } from "@hubbub/errors";
import { maxKnownRevocations } from "../limits.ts";
import type { Identity } from "./identity.ts";

/** As the user-service says it. */
export interface RevocationNews {
  readonly sessions: readonly { readonly id: string; readonly until: Date | undefined }[];
  readonly withdrawnAdmins: readonly {
    readonly userId: number;
    readonly until: Date | undefined;
    readonly at: Date | undefined;
    readonly appointed: boolean;
  }[];
}

/** Why a token that has not expired is no longer good. */
export type RevocationReason = "revoked" | "token_expired";

/**
 * What the user-service revoked, until no token of it can be alive any more. Where it cannot be heard tokens are good until
 * they expire.
 */
export class Revocations {
  readonly #sessions = new Map<string, Known>();
  readonly #withdrawnAdmins = new Map<number, Withdrawn>();
  readonly #onNews: (() => void)[] = [];
  readonly #onChecked: () => unknown;

  constructor({ onChecked = () => undefined }: { readonly onChecked?: () => unknown } = {}) {
    this.#onChecked = onChecked;
  }

  get size(): number {
    return this.#sessions.size + this.#withdrawnAdmins.size;
  }

  /** Called after each piece of news: who is concerned asks `reasonFor`. */
  onNews(listener: () => void): void {
    this.#onNews.push(listener);
  }

  learn({ sessions, withdrawnAdmins }: RevocationNews, nowMs: number): void {
    let isNews = false;
    for (const { id, until } of sessions) isNews = put(this.#sessions, id, { untilMs: toMs(until) }, nowMs) || isNews;
    for (const { userId, until, at, appointed } of withdrawnAdmins) {
      const withdrawn = { untilMs: toMs(until), atMs: toMs(at) };
      const known = this.#withdrawnAdmins.get(userId);
      if (appointed || (known !== undefined && known.atMs < withdrawn.atMs)) this.#withdrawnAdmins.delete(userId);
      if (!appointed) isNews = put(this.#withdrawnAdmins, userId, withdrawn, nowMs) || isNews;
    }
    if (isNews) for (const listener of this.#onNews) listener();
  }

  /** Of whoever has a token; undefined where it is still good. */
  reasonFor({ sessionId, userId, serverAdmin, issuedAt }: Identity): RevocationReason | undefined {
    if (this.#sessions.has(sessionId)) return "revoked";
    const withdrawn = serverAdmin ? this.#withdrawnAdmins.get(userId) : undefined;
    // Who is an admin all the same, or again, is so by a token that was issued later.
    return withdrawn !== undefined && issuedAt.getTime() <= withdrawn.atMs ? "token_expired" : undefined;
  }

  /** Throws `unauthenticated` where the session has ended, `token_expired` where another token will do. */
  assertGood(identity: Identity): void {
    this.#onChecked();
    const reason = this.reasonFor(identity);
    if (reason === "revoked") throw new AppError("unauthenticated", "Your session has ended; sign in again");
    if (reason === "token_expired") throw new AppError("token_expired");
  }

  /** What no living token can be of. */
  forget(nowMs: number): void {
    for (const known of [this.#sessions, this.#withdrawnAdmins] as Map<unknown, Known>[]) {
      for (const [key, { untilMs }] of known) if (untilMs <= nowMs) known.delete(key);
    }
  }
}

interface Known {
  /** No token of it is good any more then. */
  readonly untilMs: number;
}

interface Withdrawn extends Known {
  /** When they were withdrawn last. */
  readonly atMs: number;
}

function toMs(time: Date | undefined): number {
  return time?.getTime() ?? 0;
}

/** Whether it was not known. Where there are too many the one known for longest is forgotten. */
function put<Key, Value extends Known>(known: Map<Key, Value>, key: Key, value: Value, nowMs: number): boolean {
  if (value.untilMs <= nowMs || known.has(key)) return false;
  known.set(key, value);
  const [oldest] = known.keys();
  if (known.size > maxKnownRevocations && oldest !== undefined) known.delete(oldest);
  return true;
}
