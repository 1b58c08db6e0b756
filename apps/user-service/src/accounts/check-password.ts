import type { Kysely } from "kysely";
import type { Subject } from "@hubbub/rate-limits";
import type { Schema } from "../db/schema.ts";
import type { SignInGuard } from "../sign-in-guard/sign-in-guard.ts";
import { type Credentials, selectCredentials } from "./account-queries.ts";
import type { PasswordHasher } from "./password-hasher.ts";

/** What every check of a password goes through. */
export interface PasswordChecks {
  readonly db: Kysely<Schema>;
  readonly hasher: PasswordHasher;
  readonly guard: SignInGuard;
}

export interface PasswordTry {
  readonly by: { email: string } | { username: string } | { id: number };
  /** The account's name as it was given, as a key. */
  readonly name: string;
  readonly address: Subject;
  readonly password: string;
}

/**
 * The credentials that a password fits, or undefined. The same happens whether there is such an account or not, in the
 * same time. The guard is asked before the try waits for its turn, and counts it when that has come: of those that
 * waited together each sees what the ones before came to. Errors: `rate_limited`, those of the `HashingQueue`.
 */
export async function checkPassword(
  { db, hasher, guard }: PasswordChecks,
  { by, name, address, password }: PasswordTry,
): Promise<Credentials | undefined> {
  const credentials = await selectCredentials(db, by, address);
  const attempt = { name, address, isKnownAddress: credentials?.isKnownAddress ?? false };
  await guard.ask(attempt);
  const asker = { address, account: name, isStranger: !attempt.isKnownAddress };
  const fits = await hasher.verify(credentials?.passwordHash, password, asker, (verifyNow) =>
    guard.count(attempt, verifyNow),
  );
  return fits ? credentials : undefined;
}
