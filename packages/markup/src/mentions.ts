import { innerOf, type Node } from "./inner-of.ts";
import { parseMarkup } from "./parse-markup.ts";

/**
 * Whether a text names somebody as `@username`. The one rule for what is counted, told and marked: without case, no part
 * of a longer name, a path or an address, and nothing that is code or a link.
 */
export function mentions(content: string, username: string): boolean {
  return mentionedNames(content).includes(username.toLowerCase());
}

/** All whom a text names or may name, in lower case, each once. */
export function mentionedNames(content: string): readonly string[] {
  const names = new Set<string>();
  if (mayMention(content)) addNames(parseMarkup(content), names);
  return [...names];
}

/** A quick no for most texts. */
export function mayMention(content: string): boolean {
  return content.includes("@");
}

function addNames(nodes: readonly Node[], names: Set<string>): void {
  for (const node of nodes) {
    if (node.kind === "mention") for (const name of node.names) names.add(name);
    for (const inner of innerOf(node)) addNames(inner, names);
  }
}
