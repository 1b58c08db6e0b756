import type { TLocalizedValidationError } from "typebox/error";

const sentences: Readonly<Record<string, string>> = {
  room_id: "must be a whole number above 0",
  seq: "must be a whole number above 0",
  reply_to: "must be a whole number above 0",
  before_seq: "must be a whole number, 0 or above",
  after_seq: "must be a whole number, 0 or above",
  limit: "must be a whole number from 1 to 100",
  ref: "must be text of 1–64 bytes or a number",
  client_msg_id: "must be text of 1–64 bytes",
  content: "must be text",
  token: "must be text of 1–4096 characters",
  is_typing: "must be true or false",
  on: "must be true or false",
};

/** The first wrong field of a frame, and a sentence that says what it must be. */
export function fieldProblem(errors: readonly TLocalizedValidationError[]): { field?: string; message: string } {
  const [first] = errors;
  if (first === undefined) return { message: "The frame is not valid" };
  const [missing] = first.keyword === "required" ? first.params.requiredProperties : [];
  if (missing !== undefined) return { field: missing, message: `${missing} is missing` };
  const field = first.instancePath.split("/")[1];
  if (field === undefined || field === "") return { message: "The frame is not valid" };
  return { field, message: `${field} ${sentences[field] ?? first.message}` };
}
