import type { Member, RoomSnapshot } from "@hubbub/client";
import { useEffect, useEffectEvent, useState } from "react";
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

  const load = async (before: readonly Member[], token: string): Promise<void> => {
    try {
      const page = await rooms.members(roomId, { size: 100, token });
      setLoaded({ status: "ready", members: [...before, ...page.members], nextPage: page.next_page_token });
    } catch {
      setLoaded((known) => ({ ...known, status: "failed" }));
    }
  };
  const reload = () => void load([], "");
  const reloadNow = useEffectEvent(reload);
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- it sets the state when the answer is there
    if (isJoined) reloadNow();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a change in the log is the reason to read again
  }, [roomId, isJoined, lastChange]);

  return {
    status: loaded.status,
    members: loaded.members,
    hasMore: loaded.nextPage !== "",
    loadMore: () => void load(loaded.members, loaded.nextPage),
    reload,
  };
}
