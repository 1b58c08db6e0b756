import type { Conversation, RoomSnapshot } from "@hubbub/client";
import { useCallback, useEffect, useEffectEvent, useMemo, useState } from "react";
import { useMe } from "../client/use-me.ts";
import { preloadWhenIdle } from "../ui/later/use-loaded.ts";
import { EdgeState } from "./edge-state.tsx";
import { MessageRows } from "./message-rows.tsx";
import { StatusRow } from "./place/status-row.tsx";
import type { Place } from "./place/use-place.ts";
import { loadNoticeWords } from "./rows/notice-row.tsx";
import { loadPendingRow } from "./rows/row-view.tsx";
import { newRowMemory, toRows } from "./rows/to-rows.ts";
import { useToday } from "../ui/time/use-today.ts";
import type { Sight } from "./scroll/sight.ts";
import { useSeen } from "./scroll/use-seen.ts";
import { useViewKey } from "./scroll/use-view-key.ts";

/** The messages, as many of them as fit on the screen, and where one is among them. */
export function MessageList({
  conversation,
  state,
  place,
  unread,
  firstNewSeq,
  editing,
  onEdit,
  mayWrite,
  mayThread,
  onMarkRead,
}: {
  conversation: Conversation;
  state: RoomSnapshot;
  place: Place;
  /** What others wrote that one has not read. */
  unread: number;
  /** Above which message the line "New" stands, if nothing was written since. */
  firstNewSeq: number | undefined;
  editing: number | undefined;
  onEdit: (seq: number | undefined) => void;
  mayWrite: boolean;
  mayThread: boolean;
  onMarkRead: () => void;
}) {
  const me = useMe();
  const { items, newest, hasOlder, older, newer, isLive } = state;
  const rootSeq = conversation.threadSeq;
  const lastOwnSeq = newest.findLast(
    (item) => item.kind === "message" && item.message.user_id === me.id && item.message.deleted_at === undefined,
  )?.seq;
  const newSeq = useNewSeq(firstNewSeq, lastOwnSeq ?? 0);
  const [isFollowing, setFollowing] = useState(true);
  const isAtEnd = isFollowing && isLive;
  const today = useToday();
  const seen = useSeen(conversation, state, isAtEnd, place.isAllShown);
  const viewKey = useViewKey(items);
  const [memory] = useState(newRowMemory);
  // What is on its way goes on from the newest.
  const pending = isLive ? state.pending : none;
  const rows = useMemo(
    () => toRows({ items, pending, hasOlder, userId: me.id, newSeq, today, rootSeq }, memory),
    [items, pending, hasOlder, me.id, newSeq, today, rootSeq, memory],
  );
  useEffect(() => {
    preloadWhenIdle(loadNoticeWords);
    preloadWhenIdle(loadPendingRow);
  }, []);
  const lastPending = state.pending.at(-1)?.clientMsgId;
  const showOwn = useEffectEvent(() => {
    if (!isLive) place.toNewest();
  });
  useEffect(() => {
    if (lastPending !== undefined) showOwn();
  }, [lastPending]);
  const { onSight: onPlaceSight } = place;
  const { onSight: onSeenSight } = seen;
  const onSight = useCallback(
    (sight: Sight, how: "arriving" | "reading") => {
      onPlaceSight(sight);
      onSeenSight(sight, how);
    },
    [onPlaceSight, onSeenSight],
  );
  return (
    <>
      <div className="relative flex min-h-0 flex-1 flex-col">
        <EdgeState side="older" state={older} onRetry={() => void conversation.loadOlder()} />
        <MessageRows
          key={viewKey}
          conversation={conversation}
          state={state}
          rows={rows}
          place={place}
          lastOwnSeq={lastOwnSeq}
          editing={editing}
          onEdit={onEdit}
          mayWrite={mayWrite}
          mayThread={mayThread}
          onAtEnd={setFollowing}
          onSight={onSight}
        />
        <EdgeState side="newer" state={newer} onRetry={() => void conversation.loadNewer()} />
      </div>
      <StatusRow
        typing={state.typing}
        place={place}
        isAtEnd={isAtEnd}
        unread={isAtEnd && !seen.hasSkipped ? 0 : unread}
        isUnreadElsewhere={seen.isUnreadElsewhere}
        onMarkRead={onMarkRead}
      />
    </>
  );
}

/** The line "New" goes with what one writes while it is there. */
function useNewSeq(firstNewSeq: number | undefined, lastOwnSeq: number): number | undefined {
  const [line, setLine] = useState({ firstNewSeq, lastOwnSeq });
  if (line.firstNewSeq !== firstNewSeq) setLine({ firstNewSeq, lastOwnSeq });
  return lastOwnSeq <= line.lastOwnSeq ? firstNewSeq : undefined;
}

const none: RoomSnapshot["pending"] = [];
