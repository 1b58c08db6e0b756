import type { Ban, RoomSnapshot } from "@hubbub/client";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useClient } from "../../client/use-client.ts";

export interface Bans {
  readonly status: "loading" | "ready" | "failed";
  readonly bans: readonly Ban[];
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  readonly reload: () => void;
}

/** Who is kept out of a room, for those who look after it; read again when the log says that it may have changed. */
export function useBans(state: Pick<RoomSnapshot, "id" | "status" | "items">): Bans {
  const { safety } = useClient();
  const [loaded, setLoaded] = useState<Pick<Bans, "status" | "bans"> & { readonly next: string }>(nothing);
  const run = useRef(0);
  const { id: roomId } = state;
  const isJoined = state.status === "joined";
  const lastChange = state.items.findLast((item) => item.kind === "notice")?.seq;

  const load = async (before: readonly Ban[], token: string): Promise<void> => {
    const own = (run.current += 1);
    try {
      const page = await safety.bans(roomId, { size: 100, token });
      if (own !== run.current) return;
      setLoaded({ status: "ready", bans: [...before, ...page.bans], next: page.next_page_token });
    } catch {
      if (own === run.current) setLoaded((known) => ({ ...known, status: "failed" }));
    }
  };
  const reload = () => void load([], "");
  const reloadNow = useEffectEvent(reload);
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- it sets the state when the answer is there
    if (isJoined) reloadNow();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a change in the log is the reason to read again
  }, [roomId, isJoined, lastChange]);
  useEffect(() => {
    return () => {
      run.current += 1;
    };
  }, []);

  const { status, bans, next } = loaded;
  return { status, bans, hasMore: next !== "", loadMore: () => void load(bans, next), reload };
}

const nothing = { status: "loading", bans: [], next: "" } as const;
