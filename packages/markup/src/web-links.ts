import { innerOf, type Node } from "./inner-of.ts";
import { parseMarkup } from "./parse-markup.ts";

/** The web addresses that a text openly leads to, as written, each once: none in code, none that a spoiler hides. */
export function webLinks(content: string): readonly string[] {
  if (!content.includes("://")) return [];
  const links = new Set<string>();
  addLinks(parseMarkup(content), links);
  return [...links];
}

function addLinks(nodes: readonly Node[], links: Set<string>): void {
  for (const node of nodes) {
    if (node.kind === "spoiler") continue;
    if (node.kind === "link" && /^https?:/i.test(node.href)) links.add(node.href);
    else for (const inner of innerOf(node)) addLinks(inner, links);
  }
}
