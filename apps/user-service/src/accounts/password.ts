import { maxPasswordCodePoints } from "../limits.ts";
import { countCodePoints } from "./count-code-points.ts";
import { textProblem } from "./text-problem.ts";

/** What is wrong with a new password, or undefined. Length is the one rule: NIST SP 800-63B §5.1.1. */
export function newPasswordProblem(password: string, minLength: number): string | undefined {
  const given = givenPasswordProblem(password);
  if (given !== undefined) return given;
  return countCodePoints(password) < minLength ? `A password needs at least ${minLength} characters` : undefined;
}

/** What makes a text no password at all, so that it need not be compared with anyone's; or undefined. */
export function givenPasswordProblem(password: string): string | undefined {
  if (password === "") return "A password is needed";
  if (countCodePoints(password) > maxPasswordCodePoints) {
    return `A password may have at most ${maxPasswordCodePoints} characters`;
  }
  return textProblem("A password", password);
}
