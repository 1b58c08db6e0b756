export interface CodeSpan {
  readonly kind: "code" | "block";
  /** Where its first backtick stands, and where what follows it begins. */
  readonly start: number;
  readonly end: number;
  /** What stands between the backticks; of a block with its language. */
  readonly text: string;
}

/** Backticks that stand together: where each run begins, how long it is, and on which line. */
interface Runs {
  readonly starts: number[];
  readonly lengths: number[];
  readonly lines: number[];
}

/** So many backticks or more fence a block. */
const fenceLength = 3;

/**
 * The code in a text, in order: between as many backticks on one line, and between fences, of which the last is no
 * shorter than the first. Looks at each character once, whatever is left open.
 */
export function findCode(content: string): readonly CodeSpan[] {
  const { starts, lengths, lines } = findRuns(content);
  const ends = findEnds({ starts, lengths, lines });
  const spans: CodeSpan[] = [];
  for (let at = 0; at < starts.length; at += 1) {
    const endAt = ends[at] ?? none;
    if (endAt === none) continue;
    const [start, length] = [starts[at] ?? 0, lengths[at] ?? 0];
    const last = starts[endAt] ?? 0;
    const inner = content.slice(start + length, last);
    const span = { start, end: last + (lengths[endAt] ?? 0) };
    if (length >= fenceLength) spans.push({ kind: "block", ...span, text: inner });
    else spans.push({ kind: "code", ...span, text: length === 1 ? inner : withoutMargin(inner) });
    at = endAt;
  }
  return spans;
}

function findRuns(content: string): Runs {
  const runs: Runs = { starts: [], lengths: [], lines: [] };
  let line = 0;
  let lineEnd = content.indexOf("\n");
  let end = 0;
  for (let start = content.indexOf("`"); start >= 0; start = content.indexOf("`", end)) {
    for (; lineEnd >= 0 && lineEnd < start; line += 1) lineEnd = content.indexOf("\n", lineEnd + 1);
    end = start + 1;
    while (content[end] === "`") end += 1;
    runs.starts.push(start);
    runs.lengths.push(end - start);
    runs.lines.push(line);
  }
  return runs;
}

/** Of each run which one ends what it begins; or `none`. */
function findEnds({ lengths, lines }: Runs): readonly number[] {
  const ends: number[] = lengths.map(() => none);
  /** The next run of one backtick, and of two. */
  const next = [none, none, none];
  /** Fences further on that may still end one, the nearest last. */
  const fences: number[] = [];
  for (let at = lengths.length - 1; at >= 0; at -= 1) {
    const length = lengths[at] ?? 0;
    if (length < fenceLength) {
      const same = next[length] ?? none;
      if (lines[same] === lines[at]) ends[at] = same;
      next[length] = at;
      continue;
    }
    while ((lengths[fences.at(-1) ?? none] ?? Infinity) < length) fences.pop();
    ends[at] = fences.at(-1) ?? none;
    fences.push(at);
  }
  return ends;
}

const none = -1;

/** Between two backticks each, a space keeps the code's own away from them. */
function withoutMargin(inner: string): string {
  return inner.length > 2 && inner.startsWith(" ") && inner.endsWith(" ") ? inner.slice(1, -1) : inner;
}
