import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import type { VirtualizerHandle } from "virtua";
import type { Row } from "../rows/row.ts";

export interface Scroll {
  readonly toEnd: () => void;
  readonly onScroll: (offset: number) => void;
  readonly onResize: () => void;
  /** Rows came or went at the start: keep the place. */
  readonly shift: boolean;
}

interface ScrollOptions {
  readonly list: RefObject<VirtualizerHandle | null>;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly rows: readonly Row[];
  /** Where the unread messages begin, or -1. */
  readonly newIndex: number;
  /** Whether what came meanwhile is among the rows. */
  readonly isLive: boolean;
  /** Something holds the view where it is: a message is being edited. */
  readonly isHeld: boolean;
  /** Whether the newest message is in sight has changed. */
  readonly onAtEnd: (isAtEnd: boolean) => void;
  readonly mayLoadOlder: boolean;
  readonly loadOlder: () => void;
}

/** This near to the end counts as there. */
const nearPx = 48;
/** Older messages are asked for when so little is left above. */
const olderPx = 900;
/** Rows are measured within this time after a room was opened. */
const openingMs = 600;
/** What one does with wheel, finger or key moves the view within this time. */
const handMs = 800;

/** Stays at the end while one is there, keeps the place while one reads above, and asks for older messages in time. */
export function useScroll({
  list,
  scroller,
  rows,
  newIndex,
  isLive,
  isHeld,
  onAtEnd,
  mayLoadOlder,
  loadOlder,
}: ScrollOptions): Scroll {
  const follows = useRef(true);
  const lastOffset = useRef(0);
  /** Until when the room counts as being opened. */
  const opening = useRef<"ahead" | number>("ahead");
  const wasMovedByHand = useHand(scroller);
  const before = useRef<{ first: string | undefined; own: string | undefined }>({ first: undefined, own: undefined });

  const first = rows.find((row) => row.kind !== "start")?.key;
  const own = rows.at(-1)?.kind === "pending" ? rows.at(-1)?.key : undefined;
  // oxlint-disable-next-line react/refs -- the list must learn in the very render that brings rows where they were put
  const shift = before.current.first !== undefined && first !== before.current.first;

  const follow = (isFollowing: boolean) => {
    follows.current = isFollowing;
    onAtEnd(isFollowing);
  };
  const toEnd = () => {
    follow(true);
    list.current?.scrollToIndex(rows.length - 1, { align: "end" });
  };
  const jumpToEnd = () => {
    opening.current = 0;
    toEnd();
  };
  const fill = () => {
    const handle = list.current;
    if (handle === null || !mayLoadOlder) return;
    const isShort = handle.scrollSize <= handle.viewportSize;
    if (isShort || (!follows.current && handle.scrollOffset < olderPx)) loadOlder();
  };

  /** At first one sees where the unread messages begin, if they do not fit on the screen together with the end. */
  const placeAtUnread = (): boolean => {
    const handle = list.current;
    if (opening.current === "ahead" && isLive) opening.current = performance.now() + openingMs;
    const isOpening = opening.current === "ahead" || performance.now() < opening.current;
    if (!isOpening || handle === null || newIndex < 0 || wasMovedByHand()) return false;
    const fits = handle.scrollSize - handle.getItemOffset(newIndex) <= handle.viewportSize;
    if (fits) return false;
    follow(false);
    handle.scrollToIndex(newIndex, { align: "start" });
    return true;
  };
  const place = () => {
    if (!placeAtUnread() && follows.current && !isHeld) toEnd();
  };

  const settle = useEffectEvent(() => {
    const isOwnNew = own !== undefined && own !== before.current.own;
    before.current = { first, own };
    if (isOwnNew && !isHeld) jumpToEnd();
    else place();
    fill();
  });
  useLayoutEffect(() => {
    settle();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- new rows and the end of a hold are the reasons
  }, [rows, isHeld]);

  return {
    toEnd: jumpToEnd,
    shift,
    onResize: place,
    onScroll: (offset) => {
      const handle = list.current;
      if (handle === null) return;
      // Rows that are measured move the view too: only a hand that goes up leaves the end.
      if (handle.scrollSize - offset - handle.viewportSize < nearPx) follow(true);
      else if (offset < lastOffset.current && wasMovedByHand()) follow(false);
      lastOffset.current = offset;
      fill();
    },
  };
}

/** Whether someone has just moved the view: with the wheel, a finger, a key or the scroll bar. */
function useHand(scroller: RefObject<HTMLElement | null>): () => boolean {
  const movedAtMs = useRef(-Infinity);
  useEffect(() => {
    const stop = new AbortController();
    const moved = () => {
      movedAtMs.current = performance.now();
    };
    const options = { signal: stop.signal, passive: true };
    for (const type of ["wheel", "touchmove", "keydown", "pointerdown"] as const) {
      scroller.current?.addEventListener(type, moved, options);
    }
    return () => stop.abort();
  }, [scroller]);
  return () => performance.now() - movedAtMs.current < handMs;
}
