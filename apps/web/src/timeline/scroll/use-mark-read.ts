import type { ChatRoom, RoomSnapshot } from "@hubbub/client";
import { useEffect, useSyncExternalStore } from "react";

/** So long the end of a room must be in sight before it counts as read: on opening, the list finds its place first. */
const lookMs = 400;

/** Tells the room whether somebody looks at it, and marks it as read while its end is in sight. */
export function useMarkRead(room: ChatRoom, state: RoomSnapshot, isAtEnd: boolean): void {
  const isWatched = useIsWatched();
  const isLooking = isWatched && isAtEnd && state.status === "joined";
  // Who has not come to the end yet still reads what the line "New" began with.
  const isOnTheWay = state.newFromSeq !== undefined && state.lastReadSeq < state.newFromSeq;
  const follows = isWatched && (isAtEnd || isOnTheWay);
  useEffect(() => {
    room.setWatched(follows);
    return () => room.setWatched(true);
  }, [room, follows]);
  useEffect(() => {
    if (!isLooking) return;
    let stop: (() => void) | undefined;
    const timer = setTimeout(() => {
      room.markRead();
      // At once with each message, so that it is never shown as unread elsewhere.
      stop = room.state.subscribe(() => room.markRead());
    }, lookMs);
    return () => {
      clearTimeout(timer);
      stop?.();
    };
  }, [room, isLooking]);
}

/** Whether someone is likely to look at this window. */
function useIsWatched(): boolean {
  return useSyncExternalStore(subscribe, () => document.visibilityState === "visible" && document.hasFocus());
}

function subscribe(listener: () => void): () => void {
  const stop = new AbortController();
  addEventListener("focus", listener, { signal: stop.signal });
  addEventListener("blur", listener, { signal: stop.signal });
  document.addEventListener("visibilitychange", listener, { signal: stop.signal });
  return () => stop.abort();
}
