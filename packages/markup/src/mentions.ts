import { innerOf, type Node } from "./inner-of.ts";
import type { Markup } from "./markup.ts";
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
  return mayMention(content) ? namesIn(parseMarkup(content)) : [];
}

/** Of a text that has been read. */
export function namesIn(markup: Markup): readonly string[] {
  const names = new Set<string>();
  addNames(markup, names);
  return [...names];
}

/** A quick no for most texts, which costs no parsing. An address may end anywhere, and a name begin there. */
export function mayMention(content: string): boolean {
  return content.includes("@") && (beginsName.test(content) || content.includes("://"));
}

const beginsName = /(?<![A-Za-z0-9.@/-])@[A-Za-z0-9]/;

function addNames(nodes: readonly Node[], names: Set<string>): void {
  for (const node of nodes) {
    if (node.kind === "mention") for (const name of node.names) names.add(name);
    for (const inner of innerOf(node)) addNames(inner, names);
  }
}
