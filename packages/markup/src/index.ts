export type { Block, CodeBlock, Inline, Link, List, Markup, Mention, Table } from "./markup.ts";
export { mentionedNames, mentions } from "./mentions.ts";
export { parseMarkup } from "./parse-markup.ts";
export { roomWords } from "./room-words.ts";
export { toPlainText } from "./to-plain-text.ts";
export { webLinks } from "./web-links.ts";
