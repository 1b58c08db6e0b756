/**
 * What of a written text is sent: not the blank lines before it, nor the blanks after it. Called at every key, with
 * whatever was pasted, so in time that grows with the text's length.
 */
export function toContent(text: string): string {
  const ink = text.length - text.trimStart().length;
  const lineStart = ink === 0 ? 0 : text.lastIndexOf("\n", ink - 1) + 1;
  return text.slice(lineStart).trimEnd();
}
