const attachmentIds = 13_000;
const brackets = 65_000;
const fields = 5_500;

/** Frames just below 64 KiB in which nearly everything is wrong. */
export const manyAttachmentIds = `{"type":"send_message","room_id":1,"content":"x","attachment_ids":[${Array.from({ length: attachmentIds }, () => '"1"').join()}]}`;
export const manyBrackets = "[".repeat(brackets);
export const manyFields = `{"type":"ping",${Array.from({ length: fields }, (_, index) => `"f${index}":1`).join()}}`;

/** A JSON object of about so many bytes, all of its keys unknown. */
export function unknownKeys(bytes: number): string {
  const keys: string[] = [];
  for (let length = 2; length < bytes - 12; length += keys.at(-1)!.length + 1) keys.push(`"k${keys.length}":1`);
  return `{${keys.join()}}`;
}
