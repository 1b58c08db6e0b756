import { type ContentPart, cutContent, findMentions } from "@hubbub/ws-protocol";

export type TextPart = ContentPart | { readonly kind: "mention"; readonly text: string };

/**
 * Cuts a message's text into what is shown. Only http and https become links; nothing is ever markup. Where the text names
 * `reader`, that is a part of its own.
 */
export function parseText(content: string, reader?: string): readonly TextPart[] {
  const name = reader?.toLowerCase();
  const parts = cutContent(content);
  return parts.flatMap((part, index) => {
    if (part.kind !== "text") return [part];
    const text = withoutBreaks(part.text, parts[index - 1]?.kind === "block", parts[index + 1]?.kind === "block");
    return withMentions(text, name);
  });
}

function withMentions(text: string, name: string | undefined): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { index, names } of name === undefined ? [] : findMentions(text)) {
    if (name === undefined || !names.includes(name)) continue;
    if (index > end) parts.push({ kind: "text", text: text.slice(end, index) });
    end = index + 1 + name.length;
    parts.push({ kind: "mention", text: text.slice(index, end) });
  }
  if (end < text.length) parts.push({ kind: "text", text: text.slice(end) });
  return parts;
}

/** A block stands on lines of its own: the line breaks around it are not shown. */
function withoutBreaks(text: string, isAfterBlock: boolean, isBeforeBlock: boolean): string {
  const start = isAfterBlock && text.startsWith("\n") ? 1 : 0;
  const end = isBeforeBlock && text.endsWith("\n") && text.length > start ? text.length - 1 : text.length;
  return text.slice(start, end);
}
