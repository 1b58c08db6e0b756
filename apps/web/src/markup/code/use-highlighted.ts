import { type RefObject, useEffect, useState } from "react";
import type { Piece } from "./highlight/highlight.ts";
import { isKnownLanguage } from "./languages.ts";

/** Code of some screens, by language and text. */
const maxKept = 100;
const kept = new Map<string, readonly Piece[]>();

/** Code in pieces, once it was in view and its language is known and loaded. It takes the same room in both forms. */
export function useHighlighted(
  ref: RefObject<HTMLElement | null>,
  text: string,
  language: string | undefined,
): readonly Piece[] | undefined {
  const key = `${language?.toLowerCase()}\n${text}`;
  const [, setLoaded] = useState<string>();
  const pieces = kept.get(key);
  const isWanted = pieces === undefined && language !== undefined && isKnownLanguage(language);
  useEffect(() => {
    const element = ref.current;
    if (!isWanted || element === null) return;
    let isCurrent = true;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      // Without the chunk it stays plain, until the next time it is seen.
      void load(text, language).then(
        (loaded) => {
          keep(key, loaded);
          if (isCurrent) setLoaded(key);
        },
        () => undefined,
      );
    });
    observer.observe(element);
    return () => {
      isCurrent = false;
      observer.disconnect();
    };
  }, [ref, key, text, language, isWanted]);
  return pieces;
}

async function load(text: string, language: string): Promise<readonly Piece[]> {
  const { highlight } = await import("./highlight/highlight.ts");
  return highlight(text, language);
}

function keep(key: string, pieces: readonly Piece[]): void {
  kept.set(key, pieces);
  const [oldest] = kept.keys();
  if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
}
