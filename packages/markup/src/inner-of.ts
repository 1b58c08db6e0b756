import type { Block, Inline } from "./markup.ts";

export type Node = Block | Inline;

/** What stands within a part: its children, its items' or its cells'. */
export function innerOf(node: Node): readonly (readonly Node[])[] {
  if (node.kind === "list") return node.items;
  if (node.kind === "table") return node.rows.flat();
  return "children" in node ? [node.children] : [];
}
