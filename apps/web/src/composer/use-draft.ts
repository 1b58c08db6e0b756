import { useEffect, useMemo, useRef, useState } from "react";
import { drafts } from "../storage/drafts.ts";
import type { DraftedPlace } from "../storage/place-key.ts";

/** Who has typed here within it still does: what another tab writes comes after it, unless that has sent just this. */
const typingMs = 3_000;

/** What one writes in a room or a thread, until it is sent: the same in all tabs of this browser. */
export function useDraft(
  userId: number,
  { roomId, threadSeq }: DraftedPlace,
): [text: string, setText: (text: string) => void] {
  const draft = useMemo(() => drafts.of(userId, { roomId, threadSeq }), [userId, roomId, threadSeq]);
  const [text, setText] = useState(() => draft.read());
  /** What stands here, and what was kept last, by whichever tab. */
  const here = useRef(text);
  const kept = useRef(text);
  const typedAtMs = useRef(-Infinity);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const show = (theirs: string) => {
      here.current = theirs;
      setText(theirs);
    };
    const stop = draft.follow((theirs) => {
      clearTimeout(waiting.current);
      const isSent = theirs === "" && here.current === kept.current;
      kept.current = theirs;
      const quietMs = performance.now() - typedAtMs.current;
      if (isSent || quietMs >= typingMs) show(theirs);
      else waiting.current = setTimeout(() => show(theirs), typingMs - quietMs);
    });
    return () => {
      stop();
      clearTimeout(waiting.current);
    };
  }, [draft]);
  return [
    text,
    (next) => {
      // What was typed last is what is kept.
      clearTimeout(waiting.current);
      typedAtMs.current = next === "" ? -Infinity : performance.now();
      here.current = kept.current = next;
      setText(next);
      draft.write(next);
    },
  ];
}
