import type { ElementContent } from "hast";
import { createLowlight } from "lowlight";
import { languageOf } from "../languages.ts";
import { grammars } from "./grammars.ts";

/** A piece of code. There are no other looks than these. */
export interface Piece {
  readonly text: string;
  readonly look?: "keyword" | "string" | "comment";
}

const lowlight = createLowlight();

/** The pieces of `text`, which together are the text. Loads the language's grammar; throws if that fails. */
export async function highlight(text: string, name: string): Promise<readonly Piece[]> {
  const language = languageOf(name);
  const load = language === undefined ? undefined : grammars[language];
  if (language === undefined || load === undefined) return [{ text }];
  if (!lowlight.registered(language)) lowlight.register(language, (await load()).default);
  const pieces: Piece[] = [];
  addPieces(lowlight.highlight(language, text).children as readonly ElementContent[], undefined, pieces);
  return pieces;
}

type Look = Piece["look"];

const looks: Readonly<Record<string, Look>> = {
  "hljs-keyword": "keyword",
  "hljs-selector-tag": "keyword",
  "hljs-name": "keyword",
  "hljs-section": "keyword",
  "hljs-strong": "keyword",
  "hljs-string": "string",
  "hljs-regexp": "string",
  "hljs-char": "string",
  "hljs-addition": "string",
  "hljs-comment": "comment",
  "hljs-quote": "comment",
  "hljs-doctag": "comment",
  "hljs-meta": "comment",
  "hljs-deletion": "comment",
};

function addPieces(nodes: readonly ElementContent[], outer: Look, pieces: Piece[]): void {
  for (const node of nodes) {
    if (node.type === "element") {
      const { className } = node.properties;
      const look = Array.isArray(className) ? className.map((name) => looks[name]).find((look) => look) : undefined;
      addPieces(node.children, look ?? outer, pieces);
    } else if (node.type === "text") {
      const last = pieces.at(-1);
      if (last !== undefined && last.look === outer)
        pieces[pieces.length - 1] = { ...last, text: last.text + node.value };
      else pieces.push({ text: node.value, ...(outer === undefined ? {} : { look: outer }) });
    }
  }
}
