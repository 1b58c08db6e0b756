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
  /** The row that is being edited, which holds the view where it is and is kept in sight; or -1. */
  readonly heldIndex: number;
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
/** So long after it was sent to the end, or a row was measured, the list may go there once more by itself. */
const settlingMs = 200;

/** Stays at the end while one is there, keeps the place while one reads above, and asks for older messages in time. */
export function useScroll({
  list,
  scroller,
  rows,
  newIndex,
  isLive,
  heldIndex,
  onAtEnd,
  mayLoadOlder,
  loadOlder,
}: ScrollOptions): Scroll {
  const follows = useRef(true);
  const lastOffset = useRef(0);
  /** How long the log was when the view was last sent to its end, or found there. */
  const sizeAtEnd = useRef(Infinity);
  /** Until when the list goes to the end by itself. */
  const settlesUntilMs = useRef(0);
  const held = useRef<{ key: string; size: number }>(undefined);
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
    const handle = list.current;
    follow(true);
    if (handle === null) return;
    settlesUntilMs.current = performance.now() + settlingMs;
    sizeAtEnd.current = handle.scrollSize;
    handle.scrollToIndex(rows.length - 1, { align: "end" });
  };
  const leaveEnd = (handle: VirtualizerHandle) => {
    follow(false);
    opening.current = 0;
    if (wasMovedByHand() || performance.now() > settlesUntilMs.current) return;
    // The list would go back to the end with the next row that it measures: it is given the row at the top to keep to.
    const top = handle.findItemIndex(handle.scrollOffset);
    handle.scrollToIndex(top, { align: "start", offset: handle.scrollOffset - handle.getItemOffset(top) });
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

  const isOpening = () => opening.current === "ahead" || performance.now() < opening.current;
  /**
   * At first one sees what one was editing, or where the unread messages begin, if that does not fit on the screen together
   * with the end.
   */
  const placeAtOpening = (): boolean => {
    const handle = list.current;
    if (opening.current === "ahead" && isLive) opening.current = performance.now() + openingMs;
    const index = heldIndex < 0 ? newIndex : heldIndex;
    if (!isOpening() || handle === null || index < 0 || wasMovedByHand()) return false;
    const fits = handle.scrollSize - handle.getItemOffset(index) <= handle.viewportSize;
    if (fits) return false;
    follow(false);
    handle.scrollToIndex(index, { align: "start" });
    return true;
  };
  /** What is edited comes into sight when that begins, and with each line that it gets; in between one may look around. */
  const placeHeld = () => {
    const handle = list.current;
    const key = rows[heldIndex]?.key;
    if (handle === null || key === undefined) return;
    const size = handle.getItemSize(heldIndex);
    if (held.current?.key === key && held.current.size === size) return;
    held.current = { key, size };
    handle.scrollToIndex(heldIndex, { align: "nearest" });
  };
  const place = () => {
    if (heldIndex < 0) held.current = undefined;
    if (placeAtOpening()) return;
    if (heldIndex >= 0 && !isOpening()) placeHeld();
    else if (follows.current) toEnd();
  };
  /**
   * Whether the view, which followed the end, is further from it than the log has grown meanwhile. The list itself never
   * goes so far, measured rows or not: it was a wheel, or what finds text, reads aloud or runs a script.
   */
  const hasStrayed = (fromEnd: number, { scrollSize, viewportSize }: VirtualizerHandle): boolean => {
    if (!follows.current || heldIndex >= 0 || viewportSize === 0) return false;
    return fromEnd - Math.max(0, scrollSize - sizeAtEnd.current) >= nearPx;
  };

  const settle = useEffectEvent(() => {
    const isOwnNew = own !== undefined && own !== before.current.own;
    before.current = { first, own };
    if (isOwnNew && heldIndex < 0) jumpToEnd();
    else place();
    fill();
  });
  useLayoutEffect(() => {
    settle();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- new rows, the beginning and the end of a hold are the reasons
  }, [rows, heldIndex]);

  return {
    toEnd: jumpToEnd,
    shift,
    onResize: place,
    onScroll: (offset) => {
      const handle = list.current;
      if (handle === null) return;
      const fromEnd = handle.scrollSize - offset - handle.viewportSize;
      const isByHand = offset < lastOffset.current && wasMovedByHand();
      lastOffset.current = offset;
      if (fromEnd < nearPx) {
        follow(true);
        sizeAtEnd.current = handle.scrollSize;
      } else if (isByHand || hasStrayed(fromEnd, handle)) leaveEnd(handle);
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
