/**
 * What a message can be found by besides its words. No word has a colon in it.
 */
export const authorLexeme = (userId: number): string => `from:${userId}`;
export const roomLexeme = (roomId: number): string => `in:${roomId}`;
export const hasLexeme = (what: "link" | "file" | "image"): string => `has:${what}`;

const special = /['\\]/;

/** As Postgres reads it in a `tsvector` or a `tsquery`. */
export function quoteLexeme(lexeme: string): string {
  return special.test(lexeme) ? `'${lexeme.replaceAll(/['\\]/g, String.raw`\$&`)}'` : `'${lexeme}'`;
}
