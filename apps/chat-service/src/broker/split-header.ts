const lineFeed = 10;

/** A header is read as text; a message whose first line is longer is not one of ours. */
const maxHeaderBytes = 1024 * 1024;

/** The fields of a message's first line, and where its body begins: past the message's end where it has none. */
export function splitHeader(message: Buffer): { fields: string[]; bodyStart: number } | undefined {
  const lineFeedAt = message.indexOf(lineFeed);
  const end = lineFeedAt < 0 ? message.length : lineFeedAt;
  if (end > maxHeaderBytes) return undefined;
  return { fields: message.toString("latin1", 0, end).split(" "), bodyStart: end + 1 };
}
