import { givenPassword, textRuleProblem } from "@hubbub/grpc-api/rpcs";
import { isCommonPassword } from "./common-password.ts";
import { toKey } from "./to-key.ts";

/**
 * What is wrong with a new password, or undefined. Its length counts, and that it is not the first guess of whoever
 * tries: NIST SP 800-63B §5.1.1. `ownNames` are the account's username and email addresses.
 */
export function newPasswordProblem(
  password: string,
  { minLength, ownNames }: { minLength: number; ownNames: readonly string[] },
): string | undefined {
  const given = givenPasswordProblem(password);
  if (given !== undefined) return given;
  const short = textRuleProblem({ ...givenPassword, minChars: minLength }, "A password", password);
  if (short !== undefined) return short;
  if (isCommonPassword(password)) return "Many people use this password, so it is guessed first; choose another one";
  return isOwnName(password, ownNames) ? "A password must not be your username or your email address" : undefined;
}

/** What makes a text no password at all, so that it need not be compared with anyone's; or undefined. */
export function givenPasswordProblem(password: string): string | undefined {
  return password === "" ? "A password is needed" : textRuleProblem(givenPassword, "A password", password);
}

function isOwnName(password: string, ownNames: readonly string[]): boolean {
  const key = toKey(password);
  return ownNames.some((name) => [toKey(name), toKey(name.replace(/@.*$/s, ""))].includes(key));
}
