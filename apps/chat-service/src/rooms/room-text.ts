import { assertNoFieldErrors, type FieldError } from "@hubbub/errors";
import { textProblem } from "@hubbub/ws-protocol";
import { maxRoomNameCodePoints, maxTopicCodePoints } from "../limits.ts";

/** Line breaks too, and what turns the direction of the text around it: one room must not look like another. */
const control = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** A room's name as it is kept: without white space around it, composed. */
export function trimRoomName(name: string): string {
  return name.trim().normalize("NFC");
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
  if (control.test(name)) return "The name contains control characters";
  return visible.test(name) ? undefined : "The name shows nothing";
}

function topicProblem(topic: string): string | undefined {
  const problem = textProblem(topic, { name: "The topic", maxCodePoints: maxTopicCodePoints });
  return problem ?? (control.test(topic) ? "The topic contains control characters" : undefined);
}
