import { useLayoutEffect, useRef, useState } from "react";
import type { Row } from "../rows/row.ts";

/**
 * The rows, such that they change at one end at a time: the list keeps the place either way, and not where rows come above
 * and go below at once.
 */
export function useStagedRows(rows: readonly Row[]): readonly Row[] {
  const before = useRef(rows);
  const [staged, setStaged] = useState<readonly Row[]>();
  // oxlint-disable-next-line react/refs -- what the list was given last decides what it may be given next
  const shown = staged === rows ? rows : firstStage(before.current, rows);
  useLayoutEffect(() => {
    before.current = shown;
    // oxlint-disable-next-line react/set-state-in-effect -- the second stage, before anything is painted
    if (shown !== rows) setStaged(rows);
  }, [shown, rows]);
  return shown;
}

/** The new rows down to the last one that was there before, and below it what was there. */
export function firstStage(before: readonly Row[], after: readonly Row[]): readonly Row[] {
  if (firstKey(before) === firstKey(after) || before.at(-1)?.key === after.at(-1)?.key) return after;
  const indexes = new Map(after.map(({ key }, index) => [key, index]));
  const last = before.findLastIndex(({ key }) => indexes.has(key));
  if (last < 0) return after;
  return [...after.slice(0, (indexes.get(before[last]?.key ?? "") ?? 0) + 1), ...before.slice(last + 1)];
}

/** Above all others there may be the beginning, which comes and goes. */
export function firstKey(rows: readonly Row[]): string | undefined {
  return rows.find((row) => row.kind !== "start")?.key;
}
