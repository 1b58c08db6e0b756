/** Whether what is written at the caret is code: names and signs mean themselves there. */
export function isInCode(text: string, caret: number): boolean {
  const before = text.slice(0, caret);
  const fences = before.match(/^```[^`\n]*$/gm)?.length ?? 0;
  if (fences % 2 === 1) return true;
  const paragraph = before.slice(before.lastIndexOf("\n\n") + 1).replaceAll(/^```[^`\n]*$/gm, "");
  return (paragraph.match(/`/g)?.length ?? 0) % 2 === 1;
}
