/** What is looked for: without the sign that marks a room or a person. Empty: there is nothing to find. */
export function toFindQuery(text: string): string {
  return text.trim().replace(/^[#@]\s*/, "");
}
