import { innerOf, type Node } from "./inner-of.ts";
import type { Markup } from "./markup.ts";
import { parseBlocks } from "./parse-blocks.ts";

/** The longest message that can be, in UTF-16 units; who writes may have pasted more. */
export const maxLength = 8_000;

/** What a page may have to show of one message. The longest that people write have a few hundred. */
export const maxNodes = 2_000;

/**
 * Reads a message's text: Markdown as people write it in chats, without HTML. In time that grows with the text's length,
 * whatever the text: servers and pages read what strangers write. What is longer or has more parts than a message that
 * somebody can read is one plain text.
 *
 * `isCut`: it is the beginning of a longer text. What stands in a spoiler whose end is missing is hidden all the same.
 */
export function parseMarkup(content: string, { isCut = false }: { readonly isCut?: boolean } = {}): Markup {
  const markup = parseWhole(content);
  if (!isCut || !content.includes("||")) return markup;
  const closed = parseWhole(`${content.replace(/[|\s]+$/, "")}||`);
  return countSpoilers(closed) > countSpoilers(markup) ? closed : markup;
}

function parseWhole(content: string): Markup {
  if (content.length <= maxLength) {
    const markup = parseBlocks(content);
    if (countNodes(markup) <= maxNodes) return markup;
  }
  return [{ kind: "paragraph", children: [{ kind: "text", text: content }] }];
}

function countNodes(nodes: readonly Node[]): number {
  const inner = nodes.flatMap(innerOf);
  return nodes.length + inner.length + inner.reduce((count, nodes) => count + countNodes(nodes), 0);
}

function countSpoilers(nodes: readonly Node[]): number {
  return nodes.reduce(
    (count, node) => count + Number(node.kind === "spoiler") + countSpoilers(innerOf(node).flat()),
    0,
  );
}
