export interface MentionQuery {
  /** Where the @ stands. */
  readonly start: number;
  /** What of the name is written already. */
  readonly name: string;
}

/** The mention that is being written at the caret; an address such as ada@example.org is none. */
export function mentionQuery(text: string, caret: number): MentionQuery | undefined {
  const match = /(?<=^|[\s([{"'“‘])@([A-Za-z0-9_.-]{0,32})$/.exec(text.slice(0, caret));
  return match === null ? undefined : { start: match.index, name: match[1] ?? "" };
}
