import { maxDisplayNameCodePoints } from "../limits.ts";
import { countCodePoints } from "./count-code-points.ts";
import { textProblem } from "./text-problem.ts";

/** What is wrong with the beginning of a name that is looked for, or undefined. Empty is right: everyone is found. */
export function searchTextProblem(text: string): string | undefined {
  return countCodePoints(text) > maxDisplayNameCodePoints
    ? `A search text may have at most ${maxDisplayNameCodePoints} characters: no name is longer`
    : textProblem("A search text", text);
}
