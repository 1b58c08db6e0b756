import { type HubbubError, toHubbubError } from "@hubbub/client";
import type { Room } from "@hubbub/ws-protocol";
import { useCallback, useEffect, useState } from "react";
import { useClient } from "../app/use-client.ts";

export interface RoomSearch {
  readonly status: "loading" | "ready" | "failed";
  readonly error: HubbubError | undefined;
  readonly rooms: readonly Room[];
  readonly hasMore: boolean;
  readonly loadMore: () => void;
}

interface Found {
  readonly status: RoomSearch["status"];
  readonly error: HubbubError | undefined;
  readonly rooms: readonly Room[];
  readonly nextPage: string;
}

const nothing: Found = { status: "loading", error: undefined, rooms: [], nextPage: "" };
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

  const load = useCallback(
    async (before: readonly Room[], token: string, isWanted: () => boolean) => {
      try {
        const page = await api.list(query, { size: 50, token });
        const rooms = [...before, ...page.rooms];
        if (isWanted()) setFound({ status: "ready", error: undefined, rooms, nextPage: page.next_page_token });
      } catch (error) {
        if (isWanted()) setFound((known) => ({ ...known, status: "failed", error: toHubbubError(error) }));
      }
    },
    [api, query],
  );

  useEffect(() => {
    if (isIdle) return setFound(nothing);
    let isWanted = true;
    setFound((known) => ({ ...known, status: "loading" }));
    const timer = setTimeout(() => void load([], "", () => isWanted), query === "" ? 0 : quietMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [load, query, isIdle]);

  const { nextPage, ...rest } = found;
  return { ...rest, hasMore: nextPage !== "", loadMore: () => void load(found.rooms, nextPage, () => true) };
}
