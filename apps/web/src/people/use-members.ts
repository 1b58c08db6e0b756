import type { Member, RoomSnapshot } from "@hubbub/client";
import { useCallback, useEffect, useState } from "react";
import { useClient } from "../app/use-client.ts";

export interface Members {
  readonly status: "loading" | "ready" | "failed";
  readonly members: readonly Member[];
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  readonly reload: () => void;
}

interface Loaded {
  readonly status: Members["status"];
  readonly members: readonly Member[];
  readonly nextPage: string;
}

/** A room's members; read again when the log says that someone came or went for good. */
export function useMembers(state: RoomSnapshot): Members {
  const { rooms } = useClient();
  const [loaded, setLoaded] = useState<Loaded>({ status: "loading", members: [], nextPage: "" });
  const { id: roomId } = state;
  const isJoined = state.status === "joined";
  const lastChange = state.items.findLast((item) => item.kind === "notice")?.seq;

  const load = useCallback(
    async (before: readonly Member[], token: string) => {
      try {
        const page = await rooms.members(roomId, { size: 100, token });
        setLoaded({ status: "ready", members: [...before, ...page.members], nextPage: page.next_page_token });
      } catch {
        setLoaded((known) => ({ ...known, status: "failed" }));
      }
    },
    [rooms, roomId],
  );
  useEffect(() => {
    if (isJoined) void load([], "");
  }, [load, isJoined, lastChange]);

  return {
    status: loaded.status,
    members: loaded.members,
    hasMore: loaded.nextPage !== "",
    loadMore: () => void load(loaded.members, loaded.nextPage),
    reload: () => void load([], ""),
  };
}
