import { type FocusEvent, useState } from "react";
import type { Row } from "./row.ts";

/**
 * The row that had the focus last, and its neighbours: they stay in the page however far one scrolls away, so that the
 * focus is not lost and the arrow keys go on from there.
 */
export function useFocusedRows(rows: readonly Row[]) {
  const [key, setKey] = useState<string>();
  const at = rows.findIndex((row) => row.key === key);
  return {
    indexes: at < 0 ? [] : [nearest(rows, at, -1), at, nearest(rows, at, 1)].filter((index) => index !== undefined),
    onFocus: (event: FocusEvent<HTMLElement>) => {
      setKey(event.target.closest<HTMLElement>("[data-row]")?.dataset["row"] ?? key);
    },
  };
}

/** The next row in that direction that takes the focus. */
function nearest(rows: readonly Row[], from: number, step: 1 | -1): number | undefined {
  for (let index = from + step; index >= 0 && index < rows.length; index += step) {
    const kind = rows[index]?.kind;
    if (kind === "message" || kind === "pending") return index;
  }
  return undefined;
}
