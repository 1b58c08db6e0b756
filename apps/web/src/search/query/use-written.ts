import { useEffect, useEffectEvent, useState } from "react";
import { changeQuery } from "../../navigation/search-steps.ts";
import { readSearch, type Search, type SearchOrder, toSearchAddress } from "./search-address.ts";
import { toAsked, toWritten, type WrittenSearch } from "./written-search.ts";

/** So long after the last key it is looked for: a pause, not a key, costs one of the searches of LIMIT_SEARCH. */
const quietMs = 300;

export interface Written {
  /** What the address says is looked for. */
  readonly search: Search;
  readonly written: WrittenSearch;
  /** Whether the address is about to follow what is written. */
  readonly isBehind: boolean;
  readonly write: (written: WrittenSearch) => void;
  /** Looks for it at once. */
  readonly look: (written: WrittenSearch) => void;
  readonly order: (order: SearchOrder) => void;
}

/** What one writes, and the address, which follows a moment later; where that leads elsewhere, by the way back, what is written follows. */
export function useWritten(query: string): Written {
  const search = readSearch(query);
  const { q } = search;
  const [written, write] = useState(() => toWritten(q));
  const [seen, setSeen] = useState(q);
  if (q !== seen) {
    setSeen(q);
    if (q !== toAsked(written)) write(toWritten(q));
  }
  const asked = toAsked(written);
  const isBehind = asked !== toAsked(toWritten(q));
  const follow = useEffectEvent(() => changeQuery(toSearchAddress({ ...search, q: asked })));
  const isDue = isBehind && written.isComposed !== true;
  useEffect(() => {
    if (!isDue) return;
    const timer = setTimeout(follow, quietMs);
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- each change begins the pause anew
  }, [asked, isDue]);
  return {
    search,
    written,
    isBehind,
    write,
    look: (next) => {
      write(next);
      changeQuery(toSearchAddress({ ...search, q: toAsked(next) }));
    },
    order: (order) => changeQuery(toSearchAddress({ q: asked, order })),
  };
}
