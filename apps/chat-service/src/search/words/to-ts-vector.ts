import { maxWordPlaces } from "../../limits.ts";
import { authorLexeme, hasLexeme, quoteLexeme, roomLexeme } from "./lexeme.ts";
import type { StemsOf } from "./stemmers.ts";
import { toWords } from "./to-words.ts";

export interface IndexedMessage {
  readonly roomId: number;
  readonly authorId: number;
  readonly content: string;
  readonly files: readonly IndexedFile[];
}

/** Of what a message brings along, as it is stored; pictures have a width. */
export interface IndexedFile {
  readonly name: string;
  readonly width?: number;
}

const link = /\bhttps?:\/\/[^\s]/i;

/** All that a message is found by, as Postgres reads a `tsvector`. */
export function toTsVector({ roomId, authorId, content, files }: IndexedMessage, stemsOf: StemsOf): string {
  const places = new Map<string, number[]>();
  const add = (lexeme: string, position: number) => {
    const known = places.get(lexeme);
    if (known === undefined) places.set(lexeme, [position]);
    else if (known.length < maxWordPlaces) known.push(position);
  };
  for (const { text, position, isPair } of toWords([content, ...files.map(({ name }) => name)].join("\n"))) {
    add(text, position);
    if (!isPair) for (const stem of stemsOf(text)) add(stem, position);
  }
  const words = Array.from(places, ([lexeme, at]) => `${quoteLexeme(lexeme)}:${at.join(",")}`);
  const has = [
    ...(link.test(content) ? [hasLexeme("link")] : []),
    ...(files.length > 0 ? [hasLexeme("file")] : []),
    ...(files.some(({ width }) => width !== undefined) ? [hasLexeme("image")] : []),
  ];
  const marks = [authorLexeme(authorId), roomLexeme(roomId), ...has];
  return [...marks.map(quoteLexeme), ...words].join(" ");
}
