import type { LogItem } from "@hubbub/client";
import { useEffect, useRef, useState } from "react";

/** Where the messages begin that came while nobody looked; it stays until one writes, or looks away again. */
export function useNewMarker(items: readonly LogItem[], userId: number, isWatching: boolean): number | undefined {
  const [newSeq, setNewSeq] = useState<number>();
  const seenSeq = useRef(items.at(-1)?.seq ?? 0);
  useEffect(() => {
    const last = items.at(-1);
    if (isWatching) {
      if (last?.kind === "message" && last.message.user_id === userId && last.seq > seenSeq.current)
        setNewSeq(undefined);
      seenSeq.current = Math.max(seenSeq.current, last?.seq ?? 0);
      return;
    }
    const unseen = items.find(
      (item) => item.seq > seenSeq.current && item.kind === "message" && item.message.user_id !== userId,
    );
    if (unseen !== undefined) setNewSeq(unseen.seq);
  }, [items, isWatching, userId]);
  return newSeq;
}
