import { newDisplayName, textRuleProblem } from "@hubbub/grpc-api/rpcs";
import { isBlankName } from "@hubbub/text";

/** What is wrong with a display name, or undefined. Empty is right: the username is shown then. */
export function displayNameProblem(displayName: string): string | undefined {
  const problem = textRuleProblem(newDisplayName, "A display name", displayName);
  if (problem !== undefined) return problem;
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(displayName))
    return "A display name must not contain line breaks or control characters";
  if (/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(displayName)) {
    return "A display name must not contain characters that turn the direction of writing";
  }
  return displayName !== "" && isBlankName(displayName) ? "A display name needs something that can be seen" : undefined;
}
