import { assertNoFieldErrors, type FieldError } from "@hubbub/errors";
import { maxRoomNameCodePoints, maxTopicCodePoints } from "@hubbub/grpc-api/limits";
import { foldText, isBlank, isBlankName } from "@hubbub/text";
import { textProblem } from "@hubbub/ws-protocol";
import { maxFoldedNameChars } from "../limits.ts";

/** Line breaks too, and what turns the direction of the text around it: one room must not look like another. */
export const controlCharacter = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/** A room's name as it is kept: without white space around it, composed. What emoji are made of stays. */
export function trimRoomName(name: string): string {
  return name.trim().normalize("NFC");
}

/** A room's topic as it is kept: one that shows nothing is none. */
export function trimTopic(topic: string): string {
  return isBlank(topic) ? "" : topic.trim();
}

/** Throws `invalid_argument` naming every one of the given texts that a room cannot have. */
export function assertRoomText({ name, topic }: { name?: string | undefined; topic?: string | undefined }): void {
  const problems: FieldError[] = [];
  const nameIs = name === undefined ? undefined : nameProblem(name);
  if (nameIs !== undefined) problems.push({ field: "name", code: "invalid_argument", message: nameIs });
  const topicIs = topic === undefined ? undefined : topicProblem(topic);
  if (topicIs !== undefined) problems.push({ field: "topic", code: "invalid_argument", message: topicIs });
  assertNoFieldErrors(problems);
}

function nameProblem(name: string): string | undefined {
  if (name === "") return "The name is empty";
  const problem = textProblem(name, { name: "The name", maxCodePoints: maxRoomNameCodePoints });
  if (problem !== undefined) return problem;
  if (controlCharacter.test(name)) return "The name contains control characters";
  if (isBlankName(name)) return "The name shows nothing";
  return foldText(name).length > maxFoldedNameChars
    ? "The name is too long once its ligatures are spelt out"
    : undefined;
}

function topicProblem(topic: string): string | undefined {
  const problem = textProblem(topic, { name: "The topic", maxCodePoints: maxTopicCodePoints });
  return problem ?? (controlCharacter.test(topic) ? "The topic contains control characters" : undefined);
}
