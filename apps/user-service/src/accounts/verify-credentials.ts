import { AppError, assertNoFieldErrors } from "@hubbub/errors";
import { ownName, textRuleProblem } from "@hubbub/grpc-api/rpcs";
import type { Subject } from "@hubbub/rate-limits";
import type { Credentials } from "./account-queries.ts";
import { checkPassword, type PasswordChecks } from "./check-password.ts";
import { givenPasswordProblem } from "./password.ts";
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
 * `unauthenticated`, so that nobody learns who has an account. Other errors: `invalid_argument`, those of
 * `checkPassword`.
 */
export async function verifyCredentials(checks: PasswordChecks, login: Login, address: Subject): Promise<Credentials> {
  const { email, username, password } = login;
  assertNoFieldErrors(
    toFieldErrors({
      email: nameProblem("An email address", email, username),
      username: nameProblem("A username", username, email),
      password: givenPasswordProblem(password),
    }),
  );
  const by = email === "" ? { username } : { email };
  const name = toKey(email === "" ? username : email);
  const credentials = await checkPassword(checks, { by, name, address, password });
  if (credentials === undefined) throw wrongCredentials();
  return credentials;
}

/** Also for a password that was changed while it was being verified. */
export function wrongCredentials(): AppError {
  return new AppError("unauthenticated", "That name and password do not belong together");
}

function nameProblem(what: string, given: string, other: string): string | undefined {
  if (given === "" && other === "") return "An email address or a username is needed";
  if (given !== "" && other !== "") return "Give an email address or a username, not both";
  return textRuleProblem(ownName, what, given);
}
