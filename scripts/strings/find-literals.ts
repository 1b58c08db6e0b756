import { parseSync, Visitor } from "oxc-parser";

/** A text that stands in the code and not in the catalogue. */
export interface Literal {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** Attributes that are read out or shown, whatever is in them. */
const readAttributes = new Set(["alt", "aria-description", "aria-label", "label", "placeholder", "title"]);

/** Attributes that nobody reads. */
const technicalAttributes = new Set(["className", "rel", "style"]);

/** The same in every language. */
const names = new Set(
  "hubbub h Esc Host ALLOWED_ORIGINS Android Chrome Edge Firefox Linux Opera Safari Windows".split(" "),
);

/**
 * What people would read: what stands between tags, what attributes say, and every other literal that looks like words. An
 * `Error` is for whoever mends the code.
 */
export function findLiterals(file: string, source: string): Literal[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} is no TypeScript: ${errors[0]?.message}`);
  const skipped: Span[] = [];
  const found = new Map<number, Span & { readonly text: string }>();
  const skip = ({ start, end }: Span) => void skipped.push({ start, end });
  const note = ({ start, end }: Span, said: string, isText: (text: string) => boolean) => {
    const text = said.trim().replaceAll(/\s+/g, " ");
    if (isText(said) && !names.has(text)) found.set(start, { start, end, text });
  };
  new Visitor({
    JSXText: (node) => note(node, node.value, hasLetters),
    JSXAttribute(node) {
      const name = node.name.type === "JSXIdentifier" ? node.name.name : "";
      if (technicalAttributes.has(name)) skip(node);
      if (readAttributes.has(name) && node.value?.type === "Literal") {
        note(node.value, node.value.value, hasLetters);
      }
    },
    Literal(node) {
      if (typeof node.value === "string") note(node, node.value, looksLikeWords);
    },
    TemplateElement: (node) => note(node, node.value.cooked ?? "", looksLikeWords),
    TSLiteralType: skip,
    ImportDeclaration: skip,
    // Of `key === "Escape"` and the like.
    BinaryExpression: (node) => [node.left, node.right].filter(({ type }) => type === "Literal").forEach(skip),
    SwitchCase: (node) => node.test !== null && skip(node.test),
    NewExpression(node) {
      if (node.callee.type === "Identifier" && node.callee.name === "Error") skip(node);
    },
    Property: (node) => skip(node.key),
  }).visit(program);
  return [...found.values()]
    .filter(({ start, end }) => !skipped.some((span) => span.start <= start && end <= span.end))
    .toSorted((one, other) => one.start - other.start)
    .map(({ start, text }) => ({ file, line: source.slice(0, start).split("\n").length, text }));
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function hasLetters(text: string): boolean {
  return /\p{L}/u.test(text);
}

/** One word as at the beginning of a sentence, or two beside each other. Classes, selectors and queries have their signs. */
function looksLikeWords(text: string): boolean {
  if (/^\p{Lu}\p{Ll}+[…?.]?$/u.test(text) || /^ \p{L}/u.test(text)) return true;
  const words = text.split(/\s+/).filter((word) => word !== "");
  if (words.some((word) => /^\[|^\(?-?[a-z]+(?:[-[]|:.)|^\(\w+:$/.test(word))) return false;
  return words.filter((word) => /^[“(]?\p{L}[\p{L}’']*[”).,:;?…]*$/u.test(word)).length >= 2;
}
