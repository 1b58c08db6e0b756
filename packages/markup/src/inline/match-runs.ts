import type { MarkPair, Run, Token } from "./token.ts";

/**
 * Finds what runs of signs mark, between two tokens: CommonMark's rules, in time that grows with their number. What lies
 * in a link was looked at before and is left alone.
 */
export function matchRuns(tokens: readonly Token[], from: number, to: number): void {
  /** Runs that may still be closed, the nearest last. */
  const open: { readonly run: Run; readonly at: number }[] = [];
  /** Of each sort of closing run, before which token there is none that it closes. */
  const searched = new Map<string, number>();
  for (let at = from; at < to; at += 1) {
    const run = tokens[at]!;
    if (run.kind !== "run" || run.isMatched) continue;
    run.isMatched = true;
    while (run.mayClose && run.left > 0) {
      const sort = `${run.sign}${run.mayOpen}${run.length % 3}`;
      const opener = findOpener(open, run, searched.get(sort) ?? from);
      if (opener < 0) {
        searched.set(sort, at);
        break;
      }
      open.length = opener + 1;
      const { run: opening } = open[opener]!;
      const pair = toPair(opening, run);
      opening.opens.push(pair);
      run.closes.push(pair);
      if (opening.left === 0) open.pop();
    }
    if (run.mayOpen && run.left > 0) open.push({ run, at });
  }
}

function findOpener(open: readonly { run: Run; at: number }[], closing: Run, from: number): number {
  for (let index = open.length - 1; index >= 0; index -= 1) {
    const { run, at } = open[index]!;
    if (at < from) return -1;
    if (run.sign === closing.sign && areFit(run, closing)) return index;
  }
  return -1;
}

/** Where one of two runs might both open and close, their lengths tell whether they belong together. */
function areFit(opening: Run, closing: Run): boolean {
  if (closing.sign === "~" || closing.sign === "|") return true;
  if (!opening.mayClose && !closing.mayOpen) return true;
  return (opening.length + closing.length) % 3 !== 0 || (opening.length % 3 === 0 && closing.length % 3 === 0);
}

function toPair(opening: Run, closing: Run): MarkPair {
  const width = Math.min(2, opening.left, closing.left);
  opening.left -= width;
  closing.left -= width;
  switch (closing.sign) {
    case "~":
      return { kind: "strike", width };
    case "|":
      return { kind: "spoiler", width };
    default:
      return { kind: width === 2 ? "strong" : "emphasis", width };
  }
}
