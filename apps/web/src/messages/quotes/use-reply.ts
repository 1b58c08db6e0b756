import { useCallback, useEffect, useMemo, useState } from "react";
import { useMe } from "../../client/use-me.ts";
import type { DraftedPlace } from "../../storage/place-key.ts";
import { replyDraft } from "../../storage/reply-drafts.ts";

export interface Reply {
  /** Of the message that one is answering. */
  readonly seq: number | undefined;
  readonly begin: (seq: number) => void;
  readonly end: () => void;
}

/** What the next message of a room or a thread answers: kept with its draft, the same in all tabs of this browser. */
export function useReply({ roomId, threadSeq }: DraftedPlace): Reply {
  const me = useMe();
  const draft = useMemo(() => replyDraft(me.id, { roomId, threadSeq }), [me.id, roomId, threadSeq]);
  const [seq, setSeq] = useState(draft.read);
  useEffect(() => draft.follow(setSeq), [draft]);
  const set = useCallback(
    (next: number | undefined) => {
      setSeq(next);
      draft.write(next);
    },
    [draft],
  );
  const end = useCallback(() => set(undefined), [set]);
  return { seq, begin: set, end };
}
