import { type HubbubError, toHubbubError } from "@hubbub/client";
import { useEffect, useEffectEvent, useRef, useState } from "react";

export interface Pages<Item> {
  /** `loading`: nothing of what is asked for has come yet; what was there before stays until it comes. */
  readonly status: "loading" | "ready" | "failed";
  readonly error: HubbubError | undefined;
  readonly items: readonly Item[];
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  readonly reload: () => void;
}

interface Page<Item> {
  readonly items: readonly Item[];
  /** Empty at the end. */
  readonly next: string;
}

/** A list that the server gives page by page. It is read anew when `key` changes, which names what `read` asks for. */
export function usePages<Item>(key: string, read: (token: string) => Promise<Page<Item>>): Pages<Item> {
  const [loaded, setLoaded] = useState<Page<Item> & Pick<Pages<Item>, "status" | "error">>(nothing);
  const run = useRef(0);
  const load = useEffectEvent(async (before: readonly Item[], token: string): Promise<void> => {
    const own = (run.current += 1);
    try {
      const page = await read(token);
      if (own !== run.current) return;
      setLoaded({ status: "ready", error: undefined, items: [...before, ...page.items], next: page.next });
    } catch (cause) {
      if (own === run.current) setLoaded((known) => ({ ...known, status: "failed", error: toHubbubError(cause) }));
    }
  });
  const [asked, setAsked] = useState<{ readonly before: readonly Item[]; readonly token: string }>(first);
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- it sets the state when the answer is there
    void load(asked.before, asked.token);
  }, [asked]);
  const [askedKey, setAskedKey] = useState(key);
  if (key !== askedKey) {
    setAskedKey(key);
    setAsked({ before: [], token: "" });
    setLoaded((known) => ({ ...known, status: "loading" }));
  }
  useEffect(() => {
    return () => {
      run.current += 1;
    };
  }, []);

  const { status, error, items, next } = loaded;
  return {
    status,
    error,
    items,
    hasMore: next !== "",
    loadMore: () => setAsked({ before: items, token: next }),
    reload: () => setAsked({ before: [], token: "" }),
  };
}

const nothing = { status: "loading", error: undefined, items: [], next: "" } as const;
const first = { before: [], token: "" };
