import { type HubbubError, toHubbubError } from "@hubbub/client";
import type { Room } from "@hubbub/ws-protocol";
import { useEffect, useEffectEvent, useState } from "react";
import { useClient } from "../app/use-client.ts";

export interface RoomSearch {
  readonly status: "loading" | "ready" | "failed";
  readonly error: HubbubError | undefined;
  readonly rooms: readonly Room[];
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
  const isIdle = query === "" && options.whenEmpty === "nothing";

  const load = async (before: readonly Room[], token: string, isWanted: () => boolean): Promise<void> => {
    try {
      const page = await api.list(query, { size: 50, token });
      const rooms = [...before, ...page.rooms];
      if (isWanted()) setFound({ query, error: undefined, rooms, nextPage: page.next_page_token });
    } catch (error) {
      if (isWanted()) setFound((known) => ({ ...known, query, error: toHubbubError(error) }));
    }
  };
  const ask = useEffectEvent((isWanted: () => boolean) => void load([], "", isWanted));

  useEffect(() => {
    if (isIdle) return;
    let isWanted = true;
    const timer = setTimeout(() => ask(() => isWanted), query === "" ? 0 : quietMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [query, isIdle]);

  const { error, rooms, nextPage } = isIdle ? nothing : found;
  const settled = error === undefined ? "ready" : "failed";
  return {
    status: found.query === query ? settled : "loading",
    error,
    rooms,
    hasMore: nextPage !== "",
    loadMore: () => void load(rooms, nextPage, () => true),
  };
}
