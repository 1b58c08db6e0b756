import { isBlank } from "@hubbub/text";

/** Code points of a message's content. */
export const maxContentCodePoints = 4000;
/** A frame above this ends the connection: uWebSockets.js closes with 1006. */
export const maxFrameBytes = 64 * 1024;
/** UTF-8 bytes of `client_msg_id` and of a textual `ref`. */
export const maxClientMsgIdBytes = 64;

/**
 * What is wrong with a message's content, as a sentence for people; undefined if nothing is. With files it may be empty, so
 * that nothing is said of them.
 */
export function contentProblem(content: string, files: readonly unknown[] = []): string | undefined {
  const problem = textProblem(content, { name: "The message", maxCodePoints: maxContentCodePoints });
  if (problem !== undefined) return problem;
  if (content === "" && files.length > 0) return undefined;
  return isBlank(content) ? "The message is empty" : undefined;
}

/**
 * What is wrong with a text that shall be stored: not well-formed Unicode, U+0000 (Postgres refuses both), or too long.
 */
export function textProblem(text: string, rule: { name: string; maxCodePoints: number }): string | undefined {
  if (exceeds(text, rule.maxCodePoints)) return `${rule.name} is longer than ${rule.maxCodePoints} characters`;
  if (text.includes("\u0000")) return `${rule.name} contains the character U+0000`;
  if (!text.isWellFormed()) return `${rule.name} is not well-formed Unicode (a lone surrogate)`;
  return undefined;
}

/** Counts only where the number of UTF-16 units leaves it open. */
function exceeds(text: string, maxCodePoints: number): boolean {
  if (text.length <= maxCodePoints) return false;
  return text.length > maxCodePoints * 2 || codePoints(text) > maxCodePoints;
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
