/** The text with a person's name at `caret`, apart from the words around it, and where the caret is then. */
export function withMention(
  text: string,
  caret: number,
  name: string,
): { readonly text: string; readonly caret: number } {
  const [before, after] = [text.slice(0, caret), text.slice(caret)];
  const gap = before === "" || /\s$/.test(before) ? "" : " ";
  const begun = `${before}${gap}@${name} `;
  return { text: begun + after.replace(/^ /, ""), caret: begun.length };
}
