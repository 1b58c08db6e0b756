import type { Held, Member, RoomSnapshot } from "@hubbub/client";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useClient } from "../../client/use-client.ts";

export interface Members {
  readonly status: "loading" | "ready" | "failed";
  readonly members: readonly Member[];
  readonly hasMore: boolean;
  /** The server refuses to read them for now; then they come by themselves. As `performance.now()` counts. */
  readonly heldUntilMs: number | undefined;
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
  const lastChange = state.newest.findLast(
    (item) => item.kind === "notice" && item.notice.type !== "message_pinned",
  )?.seq;

  const [heldUntilMs, setHeldUntilMs] = useState<number>();
  const wanted = useRef(new AbortController());

  const load = async (before: readonly Member[], token: string): Promise<void> => {
    wanted.current.abort();
    wanted.current = new AbortController();
    const { signal } = wanted.current;
    const onWait = ({ untilMs }: Held) => setHeldUntilMs(untilMs);
    try {
      const page = await rooms.members(roomId, { size: 100, token }, { signal, onWait });
      if (signal.aborted) return;
      setLoaded({ status: "ready", members: [...before, ...page.members], nextPage: page.next_page_token });
    } catch {
      if (signal.aborted) return;
      setLoaded((known) => ({ ...known, status: "failed" }));
    }
    setHeldUntilMs(undefined);
  };
  const reload = () => void load([], "");
  const reloadNow = useEffectEvent(reload);
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- it sets the state when the answer is there
    if (isJoined) reloadNow();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a change in the log is the reason to read again
  }, [roomId, isJoined, lastChange]);
  useEffect(() => () => wanted.current.abort(), []);

  return {
    status: loaded.status,
    members: loaded.members,
    hasMore: loaded.nextPage !== "",
    heldUntilMs,
    loadMore: () => void load(loaded.members, loaded.nextPage),
    reload,
  };
}
