import type { Edit } from "./protections.ts";

/** A file's text after an edit. Throws where there is nothing to replace: then the list is older than the code. */
export function takeOut({ file, text, instead }: Edit, source: string): string {
  if (!source.includes(text)) throw new Error(`${file} should hold: ${text}`);
  return source.replaceAll(text, instead);
}
