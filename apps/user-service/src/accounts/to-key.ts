/** The form in which names and emails are compared: without case, and whichever way an accent was typed. */
export function toKey(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
