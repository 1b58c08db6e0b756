const begin = "<!-- results -->";
const end = "<!-- end of results -->";

/** Puts `text` between the two marks of a document. Throws where the document has no place for it. */
export function replaceBetweenMarks(document: string, text: string): string {
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the document has no place for results: ${begin} … ${end}`);
  return `${document.slice(0, from + begin.length)}\n\n${text}\n\n${document.slice(to)}`;
}
