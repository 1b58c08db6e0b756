import { findCode } from "./code-spans.ts";

/** A line, and the blocks of code that begin on it: the line after a block's end goes on where it began. */
export interface Line {
  readonly text: string;
  readonly blocks: readonly {
    /** As it stands between the fences. */
    readonly inner: string;
    /** What follows on the line where it ends. */
    readonly after: string;
  }[];
}

/** A text's lines. Code is found first: whatever stands in it marks nothing. */
export function cutLines(content: string): readonly Line[] {
  const lines: { text: string; blocks: { inner: string; after: string }[] }[] = [{ text: "", blocks: [] }];
  const add = (text: string) => {
    const [rest = "", ...others] = text.split("\n");
    const line = lines.at(-1)!;
    const block = line.blocks.at(-1);
    if (block === undefined) line.text = withoutTabs(rest);
    else block.after = rest;
    for (const other of others) lines.push({ text: withoutTabs(other), blocks: [] });
  };
  let end = 0;
  for (const { kind, start, end: endOfCode, text } of findCode(content)) {
    if (kind !== "block") continue;
    add(content.slice(end, start));
    lines.at(-1)!.blocks.push({ inner: text, after: "" });
    end = endOfCode;
  }
  add(content.slice(end));
  return lines;
}

export function isBlank({ text, blocks }: Line): boolean {
  return blocks.length === 0 && text.trim() === "";
}

/** A line without what marks it as part of a quote or of a list, and its code likewise. */
export function unmarked({ text, blocks }: Line, unmark: (text: string) => string): Line {
  const unmarkInner = (inner: string) =>
    inner
      .split("\n")
      .map((line, at) => (at === 0 ? line : unmark(line)))
      .join("\n");
  return { text: unmark(text), blocks: blocks.map(({ inner, after }) => ({ inner: unmarkInner(inner), after })) };
}

function withoutTabs(line: string): string {
  return line.replace(/^[ \t]*\t/, (indent) => indent.replaceAll("\t", "    "));
}
