import type { Protection } from "./protections.ts";

/** The file's text without the protection. Throws where it is not in its place: then the list is older than the code. */
export function takeOut({ name, file, text, instead }: Protection, source: string): string {
  const [before, after, ...more] = source.split(text);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`${name}: ${file} should hold once: ${text}`);
  }
  return before + instead + after;
}
