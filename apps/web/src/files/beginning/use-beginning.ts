import type { Attachment } from "@hubbub/ws-protocol";
import { type RefObject, useEffect, useEffectEvent, useState } from "react";
import { useLinks } from "../links/use-links.ts";
import { fetchBytes } from "./fetch-bytes.ts";
import { type TextBeginning, toBeginning } from "./to-beginning.ts";

/** So much of a file is looked at: some hundred lines of code. */
const maxBytes = 32 * 1024;
/** Rows come and go while one scrolls. A file never changes. */
const maxKept = 30;
const kept = new Map<string, TextBeginning>();

/** The beginning of a text file, asked for when `ref` is nearly in sight; undefined until it is there, and where it cannot be had. */
export function useBeginning(ref: RefObject<HTMLElement | null>, file: Attachment): TextBeginning | undefined {
  const { id, size } = file;
  const { links, renew } = useLinks(file);
  const [isNear, setNear] = useState(false);
  const [, setLoaded] = useState<string>();
  const beginning = kept.get(id);
  const isWanted = beginning === undefined && isNear && links !== undefined;
  const urlNow = useEffectEvent(() => links?.url ?? "");
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const observer = new IntersectionObserver(
      (entries) => setNear((was) => was || entries.some(({ isIntersecting }) => isIntersecting)),
      { rootMargin: "300px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  useEffect(() => {
    if (!isWanted) return;
    const gone = new AbortController();
    const load = async () => {
      const bytes = await fetchBytes(urlNow(), maxBytes, gone.signal).catch(async () => {
        const fresh = await renew();
        if (fresh === undefined || gone.signal.aborted) throw new Error("There is no such file any more");
        return await fetchBytes(fresh.url, maxBytes, gone.signal);
      });
      keep(id, toBeginning(bytes, size));
      setLoaded(id);
    };
    // Without it there is the card.
    load().catch(() => undefined);
    return () => gone.abort();
  }, [isWanted, id, size, renew]);
  return beginning;
}

function keep(id: string, beginning: TextBeginning): void {
  kept.set(id, beginning);
  const [oldest] = kept.keys();
  if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
}
