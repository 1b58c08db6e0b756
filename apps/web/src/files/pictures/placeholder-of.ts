import { thumbHashToDataURL } from "thumbhash";

/** Rows come and go while one scrolls: the pictures of some screens. */
const maxKept = 200;
const kept = new Map<string, string | undefined>();

/** What a picture looks like from afar, as an address; undefined where that is not known. */
export function placeholderOf(thumbhash: string | undefined): string | undefined {
  if (thumbhash === undefined) return undefined;
  if (!kept.has(thumbhash)) kept.set(thumbhash, made(thumbhash));
  const [oldest] = kept.keys();
  if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
  return kept.get(thumbhash);
}

function made(thumbhash: string): string | undefined {
  try {
    return thumbHashToDataURL(Uint8Array.from(atob(thumbhash), (letter) => letter.charCodeAt(0)));
  } catch {
    return undefined;
  }
}
