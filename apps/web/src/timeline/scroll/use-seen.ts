import type { Conversation, RoomSnapshot } from "@hubbub/client";
import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { isElsewhere, type OnSight, passed, type Sight } from "./sight.ts";
import { useIsWatched } from "./use-is-watched.ts";

/** So long something must have been in sight before it counts as seen: on opening, the list finds its place first. */
const lookMs = 400;

export interface Seen {
  /** What is on the screen now. */
  readonly onSight: OnSight;
  /** Whether something unread lies above what is on the screen. */
  readonly hasSkipped: boolean;
  /** Whether the first unread message is neither on the screen nor the next below it. */
  readonly isUnreadElsewhere: boolean;
}

/**
 * Tells the room whether somebody looks at it and what they have seen. `isAllShown`: the server cannot show the place where
 * one left off, so who is at the end has read all.
 */
export function useSeen(conversation: Conversation, state: RoomSnapshot, isAtEnd: boolean, isAllShown: boolean): Seen {
  const isWatched = useIsWatched();
  const isLooking = isWatched && state.status === "joined";
  const sight = useRef<Sight>(undefined);
  const onScreen = useRef<Sight>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [looks, setLooks] = useState(0);
  const [hasSkipped, setSkipped] = useState(false);
  const [isUnreadElsewhere, setUnreadElsewhere] = useState(false);
  // Who has not come to the end yet still reads what the line "New" began with.
  const isOnTheWay = state.newFromSeq !== undefined && state.lastReadSeq < (state.newest.at(-1)?.seq ?? 0);
  const follows = isWatched && (isAtEnd || isOnTheWay);
  useEffect(() => {
    conversation.setWatched(follows);
    return () => conversation.setWatched(true);
  }, [conversation, follows]);

  const look = useEffectEvent(() => {
    if (sight.current === undefined || onScreen.current === undefined) return;
    const { fromSeq, toSeq } = sight.current;
    if (isLooking && isAtEnd && isAllShown) conversation.markRead();
    // At the end all that has come has been seen, also what is no message.
    else if (isLooking) conversation.seen(fromSeq, isAtEnd ? Infinity : toSeq);
    const { lastReadSeq, role } = conversation.state.snapshot();
    setSkipped(role !== undefined && lastReadSeq < fromSeq - 1);
    setUnreadElsewhere(role !== undefined && isElsewhere(onScreen.current, lastReadSeq + 1));
  });
  const lookSoon = useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      setLooks((looks) => looks + 1);
    }, lookMs);
  }, []);
  useEffect(() => {
    look();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the time to look is the reason
  }, [looks]);
  useEffect(() => {
    if (!isLooking) return;
    lookSoon();
    if (!isAtEnd) return;
    // At once with each message, so that it is never shown as unread elsewhere.
    return conversation.state.subscribe(() => {
      if (timer.current === undefined) look();
    });
  }, [conversation, isLooking, isAtEnd, lookSoon]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const onSight = useCallback(
    (now: Sight, how: "arriving" | "reading") => {
      onScreen.current = now;
      sight.current = how === "arriving" ? now : passed(sight.current, now);
      conversation.setInSight(now.fromSeq, now.toSeq);
      lookSoon();
    },
    [conversation, lookSoon],
  );
  return { onSight, hasSkipped, isUnreadElsewhere };
}
