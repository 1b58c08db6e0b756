import { type Attachment, contentProblem, maxAttachments } from "@hubbub/ws-protocol";
import { HubbubError } from "../hubbub-error.ts";

/** Throws what the server would say of a message's text and files, before it waits for anything: `invalid_argument`. */
export function assertContent(content: string, attachments: readonly Attachment[] = []): void {
  const problem = contentProblem(content, attachments);
  if (problem !== undefined) throw wrong("content", problem);
  if (attachments.length > maxAttachments) {
    throw wrong("attachment_ids", `A message brings at most ${maxAttachments} files along`);
  }
}

function wrong(field: string, message: string): HubbubError {
  return new HubbubError("invalid_argument", message, { fields: [{ field, code: "invalid_argument", message }] });
}
