import type { Mention } from "./markup.ts";

/** A place where a text names somebody. */
interface FoundMention extends Pick<Mention, "names"> {
  /** Where its @ stands. */
  readonly index: number;
  /** What follows the @, without what most likely belongs to the sentence. */
  readonly name: string;
}

/** The mentions in a text that is neither code nor an address, in order. */
export function findMentions(text: string): readonly FoundMention[] {
  const mentions: FoundMention[] = [];
  /** Underscores that began an emphasis which has not ended: `_@ben_` names ben. */
  let open = 0;
  /** The last run of underscores. */
  let run = { start: 0, end: 0 };
  for (const { 0: found, index } of text.matchAll(/_+|@[A-Za-z0-9_.-]+/g)) {
    if (found.startsWith("_")) {
      run = { start: index, end: index + found.length };
      const follows = text[run.end] ?? " ";
      if (!isWithin(text[run.start - 1]) && /\S/.test(follows)) open = found.length;
      else if (!/[A-Za-z0-9]/.test(follows)) open = 0;
      continue;
    }
    const before = text[(run.end === index ? run.start : index) - 1];
    const written = found.slice(1);
    if (isWithin(before) || !/^[A-Za-z0-9]/.test(written)) continue;
    const { name, closed } = withoutEnd(written, open);
    open -= closed;
    mentions.push({ index, name, names: [...new Set([name.toLowerCase(), written.toLowerCase()])] });
  }
  return mentions;
}

/** What stands before an @, or before the underscores before it, where it begins no name. */
function isWithin(letter: string | undefined): boolean {
  return letter !== undefined && /[A-Za-z0-9_.@/-]/.test(letter);
}

/** Without the full stops that follow a name, and the underscores that end an emphasis. */
function withoutEnd(written: string, open: number): { name: string; closed: number } {
  let closed = 0;
  let end = written.length;
  for (; end > 0; end -= 1) {
    const last = written[end - 1];
    if (last === "_" && closed < open) closed += 1;
    else if (last !== ".") break;
  }
  return { name: written.slice(0, end), closed };
}
