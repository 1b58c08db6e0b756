import { useEffect, useMemo, useState } from "react";
import { useMe } from "../../client/use-me.ts";
import { inRoomDraft } from "../../storage/in-room-drafts.ts";
import type { DraftedPlace } from "../../storage/place-key.ts";

/** Whether the room shall show the next reply of a thread as well: kept with its draft, the same in all tabs of this browser. */
export function useAlsoInRoom({ roomId, threadSeq }: DraftedPlace): [is: boolean, set: (is: boolean) => void] {
  const me = useMe();
  const draft = useMemo(() => inRoomDraft(me.id, { roomId, threadSeq }), [me.id, roomId, threadSeq]);
  const [is, setIs] = useState(draft.read);
  useEffect(() => draft.follow(setIs), [draft]);
  return [
    is,
    (next) => {
      setIs(next);
      draft.write(next);
    },
  ];
}
