import type { ClientFrameOf, ClientFrameType } from "@hubbub/ws-protocol";

/** A field of any client frame but its `type`. */
export type ClientField = Exclude<{ [Name in ClientFrameType]: keyof ClientFrameOf<Name> }[ClientFrameType], "type">;

const sentences: Readonly<Record<ClientField, string>> = {
  ref: "must be text of 1–64 bytes or a number",
  token: "must be text of 1–4096 characters",
  room_id: "must be a whole number above 0",
  seq: "must be a whole number above 0",
  reply_to: "must be a whole number above 0",
  before_seq: "must be a whole number, 0 or above",
  after_seq: "must be a whole number, 0 or above",
  epoch: "must be text of at most 64 characters",
  limit: "must be a whole number from 1 to 100",
  content: "must be text",
  client_msg_id: "must be text of 1–64 bytes",
  attachment_ids: "must be a list of at most 10 ids, each as text",
  emoji: "must be text of 1–32 characters",
  on: "must be true or false",
  is_typing: "must be true or false",
  to: "must be a person's name of at most 64 characters, or a room's of at most 80",
};

/** A sentence for people that says what a wrong field must be. */
export function fieldProblem(field: ClientField): string {
  return `${field} ${sentences[field]}`;
}
