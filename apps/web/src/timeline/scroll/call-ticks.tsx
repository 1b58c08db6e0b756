import { type RefObject, useEffect, useState } from "react";
import type { VirtualizerHandle } from "virtua";
import { later } from "../../strings/later.ts";
import type { Call } from "./use-calls-in.ts";

export interface CallTicksProps {
  readonly calls: readonly Call[];
  readonly list: RefObject<VirtualizerHandle | null>;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly onJump: (seq: number) => void;
}

/**
 * At the scroll bar, where among what is loaded the messages stand that call one; a press leads there. For the eye and the
 * pointer: to others the messages say it themselves.
 */
export function CallTicks({ calls, list, scroller, onJump }: CallTicksProps) {
  const [ticks, setTicks] = useState<readonly Tick[]>([]);
  useEffect(() => {
    const log = scroller.current;
    if (log === null) return;
    // Rows are measured when they come into sight, and move those below them.
    const sizes = new ResizeObserver(() => {
      if (list.current !== null) setTicks(ticksOf(calls, list.current, log));
    });
    for (const part of [log, ...log.children]) sizes.observe(part);
    return () => sizes.disconnect();
  }, [calls, list, scroller]);
  return (
    <div aria-hidden className="pointer-events-none absolute inset-y-0 end-0 w-3" data-testid="call-ticks">
      {ticks.map(({ seq, at }) => (
        <button
          key={seq}
          type="button"
          tabIndex={-1}
          aria-label={later.timeline.callsYou}
          title={later.timeline.callsYou}
          onClick={() => onJump(seq)}
          style={{ top: `${at * 100}%` }}
          className="pointer-events-auto absolute end-0 flex h-2.5 w-3 -translate-y-1/2 cursor-pointer items-center justify-end"
        >
          <span className="h-0.75 w-2 rounded-full bg-accent" />
        </button>
      ))}
    </div>
  );
}

interface Tick {
  readonly seq: number;
  /** Of the height of the log. */
  readonly at: number;
}

/** None where all is in sight, for then there is no scroll bar. */
function ticksOf(calls: readonly Call[], list: VirtualizerHandle, { scrollHeight, clientHeight }: HTMLElement): Tick[] {
  if (scrollHeight <= clientHeight) return [];
  return calls.map(({ seq, index }) => {
    return { seq, at: (list.getItemOffset(index) + list.getItemSize(index) / 2) / scrollHeight };
  });
}
