import { useEffect, useMemo, useState } from "react";
import { drafts } from "../storage/drafts.ts";

/** What one writes in a room, until it is sent: the same in all tabs of this browser. */
export function useDraft(userId: number, roomId: number): [text: string, setText: (text: string) => void] {
  const draft = useMemo(() => drafts.of(userId, roomId), [userId, roomId]);
  const [text, setText] = useState(() => draft.read());
  useEffect(() => draft.follow(setText), [draft]);
  return [
    text,
    (next) => {
      setText(next);
      draft.write(next);
    },
  ];
}
