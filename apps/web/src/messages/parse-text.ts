import { mentionPattern } from "@hubbub/ws-protocol";

export type TextPart =
  | { readonly kind: "text" | "code" | "block" | "mention"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string };

/** Code between fences, code between backticks, and web addresses; the rest stays as it was written. */
const pattern = /```(?:[a-z0-9+#-]*\n)?([\s\S]+?)```|`([^`\n]+)`|\bhttps?:\/\/[^\s<>"'`]+/gi;

/**
 * Cuts a message's text into parts. Only http and https become links; nothing is ever markup. Where the text names
 * `reader`, that is a part of its own.
 */
export function parseText(content: string, reader?: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  const addText = (text: string) => parts.push(...withMentions(text, reader));
  let end = 0;
  for (const match of content.matchAll(pattern)) {
    const [all, block, code] = match;
    const href = block === undefined && code === undefined ? trimAddress(all) : undefined;
    if (href !== undefined && !URL.canParse(href)) continue;
    let before = content.slice(end, match.index);
    if (block !== undefined || parts.at(-1)?.kind === "block")
      before = withoutBreak(before, block !== undefined, parts);
    addText(before);
    if (block !== undefined) parts.push({ kind: "block", text: block.replace(/\n$/, "") });
    else if (code !== undefined) parts.push({ kind: "code", text: code });
    else if (href !== undefined) parts.push({ kind: "link", text: href, href });
    end = match.index + (href ?? all).length;
  }
  const rest = content.slice(end);
  addText(parts.at(-1)?.kind === "block" ? rest.replace(/^\n/, "") : rest);
  return parts;
}

function withMentions(text: string, reader: string | undefined): TextPart[] {
  if (text === "") return [];
  if (reader === undefined || !text.includes("@")) return [{ kind: "text", text }];
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(new RegExp(mentionPattern(reader), "gi"))) {
    if (match.index > end) parts.push({ kind: "text", text: text.slice(end, match.index) });
    parts.push({ kind: "mention", text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ kind: "text", text: text.slice(end) });
  return parts;
}

/** A block stands on lines of its own: the line breaks around it are not shown. */
function withoutBreak(text: string, isBeforeBlock: boolean, parts: readonly TextPart[]): string {
  const afterBlock = parts.at(-1)?.kind === "block" ? text.replace(/^\n/, "") : text;
  return isBeforeBlock ? afterBlock.replace(/\n$/, "") : afterBlock;
}

/** Without the punctuation that ends the sentence around it, and without a bracket that it did not open. */
function trimAddress(address: string): string {
  let trimmed = address.replace(/[.,;:!?*_~]+$/, "");
  while (trimmed.endsWith(")") && count(trimmed, ")") > count(trimmed, "(")) {
    trimmed = trimmed.slice(0, -1).replace(/[.,;:!?*_~]+$/, "");
  }
  return trimmed;
}

function count(text: string, letter: string): number {
  return text.split(letter).length - 1;
}
