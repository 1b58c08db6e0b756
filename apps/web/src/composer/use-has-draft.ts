import { useMemo, useSyncExternalStore } from "react";
import { useMe } from "../client/use-me.ts";
import { drafts } from "../storage/drafts.ts";
import type { DraftedPlace } from "../storage/place-key.ts";

/** Whether one has begun to write in a place that is not open here; in another tab it may be. */
export function useHasDraft({ roomId, threadSeq }: DraftedPlace): boolean {
  const me = useMe();
  const draft = useMemo(() => drafts.of(me.id, { roomId, threadSeq }), [me.id, roomId, threadSeq]);
  return useSyncExternalStore(draft.follow, () => draft.read().trim() !== "");
}
