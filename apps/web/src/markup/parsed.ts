import { type Markup, parseMarkup } from "@hubbub/markup";

/** Rows come and go while one scrolls: the texts of some screens. */
const maxKept = 300;

const kept = new Map<string, Markup>();

/** The tree of a message's text, read once. */
export function parsed(content: string): Markup {
  const markup = kept.get(content) ?? parseMarkup(content);
  kept.delete(content);
  kept.set(content, markup);
  for (const oldest of kept.keys()) {
    if (kept.size <= maxKept) break;
    kept.delete(oldest);
  }
  return markup;
}
