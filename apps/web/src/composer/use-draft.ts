import { useEffect, useMemo, useRef, useState } from "react";
import { drafts } from "../storage/drafts.ts";

/** Who has typed here within it still does: what another tab writes comes after it. */
const typingMs = 3_000;

/** What one writes in a room, until it is sent: the same in all tabs of this browser. */
export function useDraft(userId: number, roomId: number): [text: string, setText: (text: string) => void] {
  const draft = useMemo(() => drafts.of(userId, roomId), [userId, roomId]);
  const [text, setText] = useState(() => draft.read());
  const typedAtMs = useRef(-Infinity);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const stop = draft.follow((theirs) => {
      clearTimeout(waiting.current);
      const quietMs = performance.now() - typedAtMs.current;
      if (quietMs >= typingMs) setText(theirs);
      else waiting.current = setTimeout(() => setText(theirs), typingMs - quietMs);
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
      setText(next);
      draft.write(next);
    },
  ];
}
