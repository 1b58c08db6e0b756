/** The beginning of a text. */
export interface TextBeginning {
  readonly lines: readonly string[];
  /** There is more of it. */
  readonly isCut: boolean;
}

/** A line is shown up to that: what a machine writes in one line nobody reads. */
const maxLetters = 1_000;

/** What the first bytes of a file of that size say; nothing where it is no text. */
export function toBeginning(bytes: Uint8Array, size: number): TextBeginning {
  const isCut = bytes.byteLength < size;
  // The last letter may be cut in two: then it waits for its rest, which does not come.
  const text = new TextDecoder().decode(bytes, { stream: isCut });
  if (text.includes("\0")) return { lines: [], isCut };
  const lines = text.split(/\r\n|\n|\r/);
  // The last line ends as all of them do, and where the text is cut it may be cut as well.
  if (lines.length > 1 && (isCut || lines.at(-1) === "")) lines.pop();
  return { lines: lines.map((line) => (line.length > maxLetters ? `${line.slice(0, maxLetters)}…` : line)), isCut };
}
