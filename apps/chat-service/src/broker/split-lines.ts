const lineFeed = 10;

/** The body's lines as `subarray`s of the message: exactly `count`, none of them empty; or undefined. */
export function splitLines(message: Buffer, start: number, count: number): Uint8Array[] | undefined {
  const lines: Uint8Array[] = [];
  let lineStart = start;
  while (lines.length < count) {
    const lineFeedAt = message.indexOf(lineFeed, lineStart);
    const lineEnd = lineFeedAt < 0 ? message.length : lineFeedAt;
    if (lineEnd <= lineStart) return undefined;
    lines.push(message.subarray(lineStart, lineEnd));
    lineStart = lineEnd + 1;
  }
  return lineStart === message.length + 1 ? lines : undefined;
}
