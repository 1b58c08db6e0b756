import { AppError, assertNoFieldErrors } from "@hubbub/errors";
import type { Kysely } from "kysely";
import type { Schema } from "../db/schema.ts";
import { maxEmailBytes } from "../limits.ts";
import { type Credentials, selectCredentials } from "./account-queries.ts";
import { givenPasswordProblem } from "./password.ts";
import type { PasswordHasher } from "./password-hasher.ts";
import { textProblem } from "./text-problem.ts";
import { toFieldErrors } from "./to-field-errors.ts";
import { toKey } from "./to-key.ts";

export interface Login {
  /** Either this or the username; the other is empty. */
  readonly email: string;
  readonly username: string;
  readonly password: string;
}

/**
 * Whose password this is. An account that does not exist takes as long as a wrong password and gets the same
 * `unauthenticated`, so that nobody learns who has an account. Other errors: `invalid_argument`, those of the
 * `HashingQueue`.
 */
export async function verifyCredentials(
  db: Kysely<Schema>,
  hasher: PasswordHasher,
  login: Login,
  address: string,
): Promise<Credentials> {
  const { email, username, password } = login;
  assertNoFieldErrors(
    toFieldErrors({
      email: nameProblem("An email address", email, username),
      username: nameProblem("A username", username, email),
      password: givenPasswordProblem(password),
    }),
  );
  const credentials = await selectCredentials(db, email === "" ? { username } : { email });
  const fits = await hasher.verify(credentials?.passwordHash, password, {
    address,
    account: toKey(email === "" ? username : email),
  });
  if (credentials === undefined || !fits) throw wrongCredentials();
  return credentials;
}

/** Also for a password that was changed while it was being verified. */
export function wrongCredentials(): AppError {
  return new AppError("unauthenticated", "That name and password do not belong together");
}

function nameProblem(what: string, given: string, other: string): string | undefined {
  if (given === "" && other === "") return "An email address or a username is needed";
  if (given !== "" && other !== "") return "Give an email address or a username, not both";
  // No name is longer, so a longer one is not even looked for.
  if (Buffer.byteLength(given) > maxEmailBytes) return `${what} may have at most ${maxEmailBytes} bytes`;
  return textProblem(what, given);
}
