import { isBlankName } from "@hubbub/text";
import { maxDisplayNameCodePoints } from "../limits.ts";
import { countCodePoints } from "./count-code-points.ts";
import { textProblem } from "./text-problem.ts";

/** What is wrong with a display name, or undefined. Empty is right: the username is shown then. */
export function displayNameProblem(displayName: string): string | undefined {
  const textual = textProblem("A display name", displayName);
  if (textual !== undefined) return textual;
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(displayName))
    return "A display name must not contain line breaks or control characters";
  if (/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(displayName)) {
    return "A display name must not contain characters that turn the direction of writing";
  }
  if (displayName !== "" && isBlankName(displayName)) {
    return "A display name needs something that can be seen";
  }
  return countCodePoints(displayName) > maxDisplayNameCodePoints
    ? `A display name may have at most ${maxDisplayNameCodePoints} characters`
    : undefined;
}
