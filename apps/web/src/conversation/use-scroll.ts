import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { VirtualizerHandle } from "virtua";
import type { Row } from "./row.ts";

export interface Scroll {
  /** Whether the newest message is in sight. */
  readonly isAtEnd: boolean;
  readonly toEnd: () => void;
  readonly onScroll: (offset: number) => void;
  readonly onResize: () => void;
  /** Rows came or went at the start: keep the place. */
  readonly shift: boolean;
}

/** This near to the end counts as there. */
const nearPx = 48;
/** Older messages are asked for when so little is left above. */
const olderPx = 900;

/** Stays at the end while one is there, keeps the place while one reads above, and asks for older messages in time. */
export function useScroll(
  list: RefObject<VirtualizerHandle | null>,
  rows: readonly Row[],
  options: { mayLoadOlder: boolean; loadOlder: () => void },
): Scroll {
  const [isAtEnd, setAtEnd] = useState(true);
  const follows = useRef(true);
  const lastOffset = useRef(0);
  const before = useRef<{ first: string | undefined; own: string | undefined }>({ first: undefined, own: undefined });

  const first = rows.find((row) => row.kind !== "start")?.key;
  const own = rows.at(-1)?.kind === "pending" ? rows.at(-1)?.key : undefined;
  const shift = before.current.first !== undefined && first !== before.current.first;

  const follow = (isFollowing: boolean) => {
    follows.current = isFollowing;
    setAtEnd(isFollowing);
  };
  const toEnd = () => {
    follow(true);
    list.current?.scrollToIndex(rows.length - 1, { align: "end" });
  };
  const fill = () => {
    const handle = list.current;
    if (handle === null || !options.mayLoadOlder) return;
    const isShort = handle.scrollSize <= handle.viewportSize;
    if (isShort || (!follows.current && handle.scrollOffset < olderPx)) options.loadOlder();
  };

  useLayoutEffect(() => {
    const isOwnNew = own !== undefined && own !== before.current.own;
    before.current = { first, own };
    if (follows.current || isOwnNew) toEnd();
    fill();
  }, [rows]);

  return {
    isAtEnd,
    toEnd,
    shift,
    onResize: () => {
      if (follows.current) toEnd();
    },
    onScroll: (offset) => {
      const handle = list.current;
      if (handle === null) return;
      const isNear = handle.scrollSize - offset - handle.viewportSize < nearPx;
      // Rows that are measured move the offset too: only the way up leaves the end.
      if (isNear) follow(true);
      else if (offset < lastOffset.current - 1) follow(false);
      lastOffset.current = offset;
      fill();
    },
  };
}
