import { type Line, cutLines, isBlank, unmarked } from "./cut-lines.ts";
import { type ListMarker, readListMarker } from "./list-marker.ts";
import type { Block, CodeBlock, List, Markup } from "./markup.ts";
import { parseInline } from "./parse-inline.ts";
import { readTable } from "./read-table.ts";

/** A block, and the index of the line after it. */
export interface Read {
  readonly block: Block;
  readonly end: number;
}

/** So deep quotes and lists stand in each other; what would be deeper is text. */
const maxDepth = 6;

/**
 * Paragraphs, headings, quotes, lists, tables and code. As in other chats a line that bears no mark of its own ends a quote
 * or a list.
 */
export function parseBlocks(content: string): Markup {
  return readBlocks(cutLines(content), 0);
}

function readBlocks(lines: readonly Line[], depth: number): Block[] {
  const blocks: Block[] = [];
  const paragraph: string[] = [];
  const endParagraph = () => {
    if (paragraph.length > 0) blocks.push({ kind: "paragraph", children: parseInline(paragraph.join("\n")) });
    paragraph.length = 0;
  };
  for (let at = 0; at < lines.length;) {
    const read =
      readQuote(lines, at, depth) ?? readList(lines, at, depth, paragraph.length > 0) ?? readTable(lines, at);
    if (read !== undefined) {
      endParagraph();
      blocks.push(read.block);
      at = read.end;
      continue;
    }
    const { text, blocks: code } = lines[at]!;
    at += 1;
    const [mark] = headingBegun.exec(text) ?? [];
    if (mark !== undefined) {
      endParagraph();
      blocks.push({ kind: "heading", children: parseInline(text.slice(mark.length)) });
    } else if (text.trim() === "") endParagraph();
    else paragraph.push(text);
    for (const { inner, after } of code) {
      endParagraph();
      blocks.push(toCodeBlock(inner));
      if (after.trim() !== "") paragraph.push(after.trimStart());
    }
  }
  endParagraph();
  return blocks;
}

const headingBegun = /^ {0,3}#{1,6}[ \t]+(?=\S)/;

/** The faces >_< and >.< and a number that something is greater than are no quotes. */
const quoted = /^ {0,3}>(?![_.<=\d]) ?/;

function readQuote(lines: readonly Line[], at: number, depth: number): Read | undefined {
  const isQuoted = (index: number) => quoted.test(lines[index]?.text ?? "");
  const unquoted = (line: Line) => unmarked(line, (text) => text.replace(quoted, ""));
  if (depth >= maxDepth || !isQuoted(at) || isBlank(unquoted(lines[at]!))) return undefined;
  let end = at + 1;
  while (isQuoted(end)) end += 1;
  return { block: { kind: "quote", children: readBlocks(lines.slice(at, end).map(unquoted), depth + 1) }, end };
}

function readList(lines: readonly Line[], at: number, depth: number, isInParagraph: boolean): Read | undefined {
  const first = depth < maxDepth ? readListMarker(lines[at]!) : undefined;
  // "We met in\n1984. It rained."
  if (first === undefined || (isInParagraph && (first.number ?? 1) !== 1)) return undefined;
  const items: Line[][] = [];
  let marker: ListMarker = first;
  let end = at;
  for (let index = at; index < lines.length; index += 1) {
    const line = lines[index]!;
    if (isBlank(line)) continue;
    const found = readListMarker(line);
    const indent = line.text.length - line.text.trimStart().length;
    const item = items.at(-1);
    if (item !== undefined && (indent >= marker.width || (found !== undefined && indent > marker.indent + 1))) {
      if (index > end) item.push({ text: "", blocks: [] });
      item.push(unindented(line, marker.width));
    } else if (found !== undefined && (found.number === undefined) === (first.number === undefined)) {
      marker = found;
      items.push([unindented({ ...line, text: " ".repeat(found.width) + line.text.slice(found.width) }, found.width)]);
    } else break;
    end = index + 1;
  }
  const start = first.number === undefined ? {} : { start: first.number };
  const block: List = { kind: "list", ...start, items: items.map((item) => readBlocks(item, depth + 1)) };
  return { block, end };
}

function unindented(line: Line, width: number): Line {
  return unmarked(line, (text) => text.slice(Math.min(width, text.length - text.trimStart().length)));
}

/** A word on the line of the first fence names the language; the line break before the last fence is no code. */
function toCodeBlock(inner: string): CodeBlock {
  const [firstLine, language] = /^([A-Za-z0-9_.+#-]*)[ \t]*\n/.exec(inner) ?? ["", ""];
  const text = inner.slice(firstLine.length).replace(/\n[ \t]*$/, "");
  if (text === "") return { kind: "block", text: inner };
  return { kind: "block", text, ...(language ? { language } : {}) };
}
