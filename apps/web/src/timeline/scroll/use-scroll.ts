import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import type { VirtualizerHandle } from "virtua";
import type { Target } from "../place/use-place.ts";
import type { Row } from "../rows/row.ts";
import { type OnSight, sightOf } from "./sight.ts";
import { firstKey } from "./use-staged-rows.ts";

export interface Scroll {
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
  /** Whether the room is joined, so that what came meanwhile is there. */
  readonly isJoined: boolean;
  /** Whether the rows end with the newest. */
  readonly isNewest: boolean;
  /** What one has jumped to. */
  readonly target: Target | undefined;
  /** The row that is being edited, which holds the view where it is and is kept in sight; or -1. */
  readonly heldIndex: number;
  /** Whether the newest message is in sight has changed. */
  readonly onAtEnd: (isAtEnd: boolean) => void;
  readonly onSight: OnSight;
  /** Somebody has moved the view. */
  readonly onMoved: () => void;
  readonly mayLoadOlder: boolean;
  readonly loadOlder: () => void;
  readonly mayLoadNewer: boolean;
  readonly loadNewer: () => void;
}

/** This near to the end counts as there. */
const nearPx = 48;
/** More messages are asked for when so little is left above or below. */
const edgePx = 900;
/** A place that one comes to is kept until rows have not been measured for so long, and no longer than that in all. */
const openingMs = 600;
const longestOpeningMs = 5_000;
/** What one does with wheel, finger or key moves the view within this time. */
const handMs = 800;
/** So long after it was sent to the end, or a row was measured, the list may go there once more by itself. */
const settlingMs = 200;

/** Stays at the end while one is there, keeps the place while one reads above, and asks for more messages in time. */
export function useScroll({
  list,
  scroller,
  rows,
  newIndex,
  isJoined,
  isNewest,
  target,
  heldIndex,
  onAtEnd,
  onSight,
  onMoved,
  mayLoadOlder,
  loadOlder,
  mayLoadNewer,
  loadNewer,
}: ScrollOptions): Scroll {
  const follows = useRef(isNewest && target === undefined);
  const lastOffset = useRef(0);
  /** How long the log was when the view was last sent to its end, or found there. */
  const sizeAtEnd = useRef(Infinity);
  /** Until when the list goes to the end by itself. */
  const settlesUntilMs = useRef(0);
  const held = useRef<{ key: string; size: number }>(undefined);
  /** Until when the room counts as being opened. */
  const opening = useRef<"ahead" | number>("ahead");
  const openedAtMs = useRef(0);
  const { wasMovedByHand, forgetHand } = useHand(scroller);
  const before = useRef<{ first: string | undefined; own: string | undefined }>({ first: undefined, own: undefined });

  const first = firstKey(rows);
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
    if (handle === null || handle.viewportSize === 0) return;
    const { scrollSize, viewportSize, scrollOffset } = handle;
    const isShort = scrollSize <= viewportSize;
    if (mayLoadOlder && (isShort || (!follows.current && scrollOffset < edgePx))) loadOlder();
    if (mayLoadNewer && (isShort || scrollSize - scrollOffset - viewportSize < edgePx)) loadNewer();
  };
  const report = () => {
    const handle = list.current;
    if (handle === null || handle.viewportSize === 0) return;
    const bottom = handle.scrollOffset + handle.viewportSize;
    const top = handle.findItemIndex(handle.scrollOffset);
    let last = handle.findItemIndex(bottom);
    // What is cut off below has not been read yet.
    while (last > top && handle.getItemOffset(last) + handle.getItemSize(last) > bottom + 1) last -= 1;
    const sight = sightOf(rows.slice(top, last + 1));
    if (sight !== undefined) onSight(sight, isOpening() ? "arriving" : "reading");
  };

  const isOpening = () => opening.current === "ahead" || performance.now() < opening.current;
  /** Where one has jumped to: its message or the next, the last for what is beyond the end; or -1. */
  const targetIndex = () => {
    if (target === undefined) return -1;
    const index = rows.findIndex((row) => (sightOf([row])?.toSeq ?? 0) >= target.seq);
    return index < 0 ? rows.length - 1 : index;
  };
  /**
   * At first one sees what one was editing or has jumped to, or where the unread messages begin, if that does not fit on the screen together
   * with the end.
   */
  const placeAtOpening = (): boolean => {
    const handle = list.current;
    if (handle !== null && handle.viewportSize > 0 && isJoined && isOpening()) {
      if (opening.current === "ahead") openedAtMs.current = performance.now();
      opening.current = Math.min(performance.now() + openingMs, openedAtMs.current + longestOpeningMs);
    }
    const index = target !== undefined ? targetIndex() : heldIndex < 0 ? newIndex : heldIndex;
    if (!isOpening() || handle === null || index < 0 || wasMovedByHand()) return false;
    const fits = isNewest && handle.scrollSize - handle.getItemOffset(index) <= handle.viewportSize;
    // Where nothing is to scroll nothing else tells that the end is in sight.
    if (fits) follow(true);
    if (fits || target?.seq === Infinity) return false;
    follow(false);
    handle.scrollToIndex(index, { align: target?.at === "middle" ? "center" : "start" });
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
    else if (follows.current && isNewest) toEnd();
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
    report();
  });
  const jump = useEffectEvent(() => {
    if (target === undefined) return;
    opening.current = "ahead";
    // The press that chose it is no wish to stay.
    forgetHand();
    if (target.seq === Infinity && isNewest) jumpToEnd();
    else if (!placeAtOpening() && isNewest) toEnd();
  });
  useLayoutEffect(() => {
    if (target !== undefined) jump();
  }, [target]);
  useLayoutEffect(() => {
    settle();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- new rows, the beginning and the end of a hold are the reasons
  }, [rows, heldIndex]);

  return {
    shift,
    onResize: () => {
      place();
      fill();
      report();
    },
    onScroll: (offset) => {
      const handle = list.current;
      if (handle === null) return;
      const fromEnd = handle.scrollSize - offset - handle.viewportSize;
      const isByHand = offset < lastOffset.current && wasMovedByHand();
      lastOffset.current = offset;
      if (fromEnd < nearPx && isNewest) {
        follow(true);
        sizeAtEnd.current = handle.scrollSize;
      } else if (isByHand || hasStrayed(fromEnd, handle)) leaveEnd(handle);
      if (wasMovedByHand()) {
        opening.current = 0;
        onMoved();
      }
      fill();
      report();
    },
  };
}

/** Whether someone has just moved the view: with the wheel, a finger, a key or the scroll bar. */
function useHand(scroller: RefObject<HTMLElement | null>) {
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
  return {
    wasMovedByHand: () => performance.now() - movedAtMs.current < handMs,
    forgetHand: () => {
      movedAtMs.current = -Infinity;
    },
  };
}
