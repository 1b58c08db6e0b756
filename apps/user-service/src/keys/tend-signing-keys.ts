import type { Kysely } from "kysely";
import { insertAuditEvents } from "../audit/audit-queries.ts";
import type { Schema } from "../db/schema.ts";
import { signingKeyLeadMs, signingKeyMarginMs } from "../limits.ts";
import { addSigningKey } from "./add-signing-key.ts";
import { openPrivateKey } from "./open-private-key.ts";
import {
  deleteSigningKeys,
  lockSigningKeys,
  noteTokenSeconds,
  selectSigningKeys,
  type StoredSigningKey,
} from "./signing-key-queries.ts";

export interface KeyRules {
  readonly secret: string;
  /** Days after which a key gets its successor; 0: never by age. */
  readonly keyDays: number;
  readonly accessTokenSeconds: number;
}

export interface TendedKeys {
  readonly made: { readonly kid: string; readonly cause: KeyCause; readonly signsFrom: Date } | undefined;
  /** Kids of those whose tokens are over. */
  readonly deleted: readonly string[];
  /** A successor that was made before and does not sign yet. */
  readonly waiting: Pick<StoredSigningKey, "kid" | "signsFrom"> | undefined;
}

/** `first`: there was none. */
export type KeyCause = "first" | "age" | "operator";

/**
 * Makes the first key, a successor where one is due or asked for (`rotate`), and deletes those whose tokens are over; any number
 * of instances may do it at once. A successor is published for `signingKeyLeadMs` before it signs. While one waits no other is
 * made. Throws where the secret is not the one of the keys.
 */
export function tendSigningKeys(
  db: Kysely<Schema>,
  rules: KeyRules,
  { now, rotate = "when due" }: { readonly now: Date; readonly rotate?: "when due" | "now" },
): Promise<TendedKeys> {
  return db.transaction().execute(async (trx) => {
    await lockSigningKeys(trx);
    await noteTokenSeconds(trx, rules.accessTokenSeconds);
    const keys = await selectSigningKeys(trx);
    const [newest] = keys;
    const waiting = newest !== undefined && newest.signsFrom > now ? newest : undefined;
    const cause = causeOf(newest, rules, { now, rotate });
    const made = cause && waiting === undefined ? await make(trx, newest, rules, { now, cause }) : undefined;
    const deleted = keys.filter((key, index) => isOver(key, keys[index - 1], now)).map(({ kid }) => kid);
    await deleteSigningKeys(trx, deleted);
    return { made, deleted, waiting };
  });
}

function causeOf(
  newest: StoredSigningKey | undefined,
  { keyDays }: KeyRules,
  { now, rotate }: { now: Date; rotate: "when due" | "now" },
): KeyCause | undefined {
  if (newest === undefined) return "first";
  if (rotate === "now") return "operator";
  const dueAtMs = newest.createdAt.getTime() + keyDays * 24 * 60 * 60 * 1_000;
  return keyDays > 0 && dueAtMs <= now.getTime() ? "age" : undefined;
}

async function make(
  trx: Kysely<Schema>,
  newest: StoredSigningKey | undefined,
  { secret }: KeyRules,
  { now, cause }: { now: Date; cause: KeyCause },
): Promise<TendedKeys["made"]> {
  // One that nobody else can open would stop every instance.
  if (newest !== undefined) await openPrivateKey(newest, secret);
  const signsFrom = newest === undefined ? now : new Date(now.getTime() + signingKeyLeadMs);
  const kid = await addSigningKey(trx, secret, { now, signsFrom });
  if (cause !== "first") await insertAuditEvents(trx, [{ at: now, action: "keys_rotated", details: { kid, cause } }]);
  return { kid, cause, signsFrom };
}

/** Whether all tokens are over that it may have signed until its successor did. */
function isOver(key: StoredSigningKey, successor: StoredSigningKey | undefined, now: Date): boolean {
  if (successor === undefined) return false;
  const lastTokenEndsMs = successor.signsFrom.getTime() + key.tokenSeconds * 1_000;
  return lastTokenEndsMs + signingKeyMarginMs <= now.getTime();
}
