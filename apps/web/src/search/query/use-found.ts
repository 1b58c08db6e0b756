import { type Held, type HubbubError, type SearchResult, toHubbubError } from "@hubbub/client";
import { useEffect, useEffectEvent, useState } from "react";
import { useClient } from "../../client/use-client.ts";
import type { Search } from "./search-address.ts";

/** As many as the panel shows three times over, on most screens. */
const pageSize = 20;

export interface Found {
  /** `loading`: nothing of what is asked for has come yet; what was found before stays until it comes. */
  readonly status: "loading" | "ready" | "failed";
  readonly error: HubbubError | undefined;
  readonly results: readonly SearchResult[];
  readonly hasMore: boolean;
  /** The server takes no search for now; then it is made by itself. As `performance.now()` counts. */
  readonly heldUntilMs: number | undefined;
  readonly loadMore: () => void;
  readonly reload: () => void;
  /** For another room to show the same at once (`useFound`). */
  readonly pages: FoundPages | undefined;
}

export interface FoundPages {
  readonly key: string;
  readonly results: readonly SearchResult[];
  /** Empty at the end. */
  readonly next: string;
}

interface Asked {
  readonly key: string;
  readonly after: FoundPages | undefined;
}

/** What is found, page by page; `undefined` asks for nothing. `known`: what was found already. */
export function useFound(search: Search | undefined, known: FoundPages | undefined): Found {
  const { messages } = useClient();
  const key = search === undefined ? "" : `${search.order} ${search.q}`;
  const [pages, setPages] = useState(known?.key === key ? known : undefined);
  const [failure, setFailure] = useState<{ readonly key: string; readonly error: HubbubError }>();
  const [heldUntilMs, setHeldUntilMs] = useState<number>();
  const [asked, setAsked] = useState<Asked>({ key, after: undefined });
  if (asked.key !== key) setAsked({ key, after: undefined });

  const ask = useEffectEvent(async ({ after }: Asked, signal: AbortSignal) => {
    if (search === undefined) return;
    const wanted = { q: search.q, sort: search.order, tz: Intl.DateTimeFormat().resolvedOptions().timeZone };
    const page = { size: pageSize, token: after?.next ?? "" };
    const isWanted = () => !signal.aborted;
    const onWait = ({ untilMs }: Held) => isWanted() && setHeldUntilMs(untilMs);
    try {
      const { results, next_page_token: next } = await messages.search(wanted, page, { signal, onWait });
      if (!isWanted()) return;
      setPages({ key, results: [...(after?.results ?? []), ...results], next });
      setFailure(undefined);
    } catch (cause) {
      if (isWanted()) setFailure({ key, error: toHubbubError(cause) });
    }
    if (isWanted()) setHeldUntilMs(undefined);
  });
  const isThere = pages !== undefined && pages === known && pages.key === asked.key && asked.after === undefined;
  useEffect(() => {
    if (asked.key === "" || isThere) return;
    const wanted = new AbortController();
    // oxlint-disable-next-line react/set-state-in-effect -- it sets the state when the answer is there
    void ask(asked, wanted.signal);
    return () => {
      wanted.abort();
      setHeldUntilMs(undefined);
    };
  }, [asked, isThere]);

  const isCurrent = pages?.key === key;
  const error = failure?.key === key ? failure.error : undefined;
  return {
    status: error !== undefined ? "failed" : isCurrent ? "ready" : "loading",
    error,
    results: error !== undefined && !isCurrent ? [] : (pages?.results ?? []),
    hasMore: isCurrent && pages.next !== "",
    heldUntilMs,
    loadMore: () => {
      if (isCurrent && pages.next !== "" && asked.after !== pages) setAsked({ key, after: pages });
    },
    reload: () => {
      setFailure(undefined);
      setAsked({ key, after: error === undefined || !isCurrent ? undefined : asked.after });
    },
    pages: isCurrent ? pages : undefined,
  };
}
