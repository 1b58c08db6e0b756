import type { Block, Inline, Markup } from "./markup.ts";

/**
 * A message's text in one line without marks, for quotes, notifications, previews and labels; longer than `max` code points it
 * is cut. What a spoiler hides stays hidden.
 */
export function toPlainText(markup: Markup, max = Infinity): string {
  const pieces: string[] = [];
  const write = (text: string) => pieces.push(text);
  const writeInline = (nodes: readonly Inline[]) => {
    for (const node of nodes) {
      if (node.kind === "spoiler") write(hidden);
      else if ("children" in node) writeInline(node.children);
      else write(node.text);
    }
  };
  const writeBlocks = (blocks: readonly Block[]) => {
    for (const block of blocks) {
      switch (block.kind) {
        case "paragraph":
        case "heading":
          writeInline(block.children);
          break;
        case "quote":
          writeBlocks(block.children);
          break;
        case "block":
          write(block.text);
          break;
        case "list":
          for (const [index, item] of block.items.entries()) {
            write(block.start === undefined ? "• " : `${block.start + index}. `);
            writeBlocks(item);
          }
          break;
        case "table":
          for (const cell of block.rows.flat()) {
            writeInline(cell);
            write(" ");
          }
      }
      write(" ");
    }
  };
  writeBlocks(markup);
  return cut(pieces.join("").replace(/\s+/g, " ").trim(), max);
}

/** Says that there is something, and not how much. */
const hidden = "▒▒▒▒";

function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const letters = [...text];
  return letters.length <= max
    ? text
    : `${letters
        .slice(0, max - 1)
        .join("")
        .trimEnd()}…`;
}
