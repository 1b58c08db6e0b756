import type { Kysely } from "kysely";
import type { Outcome } from "../command-line/run-command.ts";
import type { Schema } from "../db/schema.ts";
import { tendSigningKeys } from "../keys/tend-signing-keys.ts";
import { signingKeyLeadMs, signingKeyMarginMs } from "../limits.ts";

/** Makes the signing key that follows the present one. Where one waits already it is left at that. */
export async function rotateKeys(
  db: Kysely<Schema>,
  config: { readonly signingKeySecret: string; readonly signingKeyDays: number; readonly accessTokenMinutes: number },
  now: Date,
): Promise<Outcome> {
  const { signingKeySecret: secret, signingKeyDays: keyDays, accessTokenMinutes } = config;
  const rules = { secret, keyDays, accessTokenSeconds: accessTokenMinutes * 60 };
  const { made, waiting } = await tendSigningKeys(db, rules, { now, rotate: "now" });
  if (made === undefined) {
    const { kid = "", signsFrom = now } = waiting ?? {};
    const sentence = `Nothing was made: key ${kid} waits already, and signs from ${signsFrom.toISOString()}`;
    return { done: false, sentence };
  }
  const goneMinutes = accessTokenMinutes + minutes(signingKeyMarginMs);
  const sentence =
    made.cause === "first"
      ? `Key ${made.kid} is the first one, and signs`
      : `Key ${made.kid} is published, and signs in ${minutes(signingKeyLeadMs)} minutes; ` +
        `the one before it goes ${goneMinutes} minutes later`;
  return { done: true, sentence };
}

function minutes(ms: number): number {
  return ms / 60_000;
}
