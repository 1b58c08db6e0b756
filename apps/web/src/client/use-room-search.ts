import { type Held, type HubbubError, toHubbubError } from "@hubbub/client";
import type { Room } from "@hubbub/ws-protocol";
import { useEffect, useEffectEvent, useState } from "react";
import { useClient } from "./use-client.ts";

export interface RoomSearch {
  readonly status: "loading" | "ready" | "failed";
  readonly error: HubbubError | undefined;
  readonly rooms: readonly Room[];
  /** The server takes no search for now; then it is made by itself. As `performance.now()` counts. */
  readonly heldUntilMs: number | undefined;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
}

interface Found {
  /** What was asked for. */
  readonly query: string | undefined;
  readonly error: HubbubError | undefined;
  readonly rooms: readonly Room[];
  readonly nextPage: string;
}

const nothing: Found = { query: undefined, error: undefined, rooms: [], nextPage: "" };
/** While one types, the server is asked so long after the last key. */
const quietMs = 150;

/** Rooms whose name contains `query`, page by page. What was found before stays until the answer is there. */
export function useRoomSearch(
  query: string,
  options: { whenEmpty: "nothing" | "all" } = { whenEmpty: "nothing" },
): RoomSearch {
  const { rooms: api } = useClient();
  const [found, setFound] = useState(nothing);
  const [heldUntilMs, setHeldUntilMs] = useState<number>();
  const isIdle = query === "" && options.whenEmpty === "nothing";

  const load = async (before: readonly Room[], token: string, signal?: AbortSignal): Promise<void> => {
    const isWanted = () => signal?.aborted !== true;
    const onWait = ({ untilMs }: Held) => isWanted() && setHeldUntilMs(untilMs);
    try {
      const page = await api.list(query, { size: 50, token }, { signal, onWait });
      const rooms = [...before, ...page.rooms];
      if (isWanted()) setFound({ query, error: undefined, rooms, nextPage: page.next_page_token });
    } catch (error) {
      if (isWanted()) setFound((known) => ({ ...known, query, error: toHubbubError(error) }));
    }
    if (isWanted()) setHeldUntilMs(undefined);
  };
  const ask = useEffectEvent((signal: AbortSignal) => void load([], "", signal));

  useEffect(() => {
    if (isIdle) return;
    const wanted = new AbortController();
    const timer = setTimeout(() => ask(wanted.signal), query === "" ? 0 : quietMs);
    return () => {
      wanted.abort();
      setHeldUntilMs(undefined);
      clearTimeout(timer);
    };
  }, [query, isIdle]);

  const { error, rooms, nextPage } = isIdle ? nothing : found;
  const settled = error === undefined ? "ready" : "failed";
  return {
    status: found.query === query ? settled : "loading",
    error,
    rooms,
    heldUntilMs: isIdle ? undefined : heldUntilMs,
    hasMore: nextPage !== "",
    loadMore: () => void load(rooms, nextPage),
  };
}
