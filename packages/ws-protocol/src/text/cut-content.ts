import { findAddresses } from "./address.ts";
import { findCode } from "./code-spans.ts";

/** A piece of a message's text. What a mark surrounds is without the mark. */
export type ContentPart =
  | { readonly kind: "text" | "code" | "block"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string };

/**
 * A message's text in parts: code between backticks, code between fences, http and https addresses, and the rest as it was
 * written. In time that grows with the text's length, whatever the text: servers and pages read what strangers write.
 */
export function cutContent(content: string): readonly ContentPart[] {
  const parts: ContentPart[] = [];
  let end = 0;
  for (const { kind, start, end: endOfCode, text } of findCode(content)) {
    cutAddresses(content.slice(end, start), parts);
    parts.push({ kind, text });
    end = endOfCode;
  }
  cutAddresses(content.slice(end), parts);
  return parts;
}

function cutAddresses(text: string, parts: ContentPart[]): void {
  let end = 0;
  for (const { start, address } of findAddresses(text)) {
    if (start > end) parts.push({ kind: "text", text: text.slice(end, start) });
    parts.push({ kind: "link", text: address, href: address });
    end = start + address.length;
  }
  if (end < text.length) parts.push({ kind: "text", text: text.slice(end) });
}
