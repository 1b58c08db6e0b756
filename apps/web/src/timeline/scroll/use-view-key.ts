import type { LogItems } from "@hubbub/client";
import { useState } from "react";

interface View {
  readonly key: number;
  readonly fromSeq: number;
  readonly toSeq: number;
}

/** Another key where nothing of what was shown is among the items: then the list begins anew, at another place. */
export function useViewKey(items: LogItems): number {
  const [view, setView] = useState<View>({ key: 0, fromSeq: 0, toSeq: Infinity });
  const next = nextView(view, items);
  if (next !== view) setView(next);
  return next.key;
}

export function nextView(view: View, items: LogItems): View {
  const fromSeq = items.at(0)?.seq;
  const toSeq = items.at(-1)?.seq;
  if (fromSeq === undefined || toSeq === undefined) return view;
  if (fromSeq === view.fromSeq && toSeq === view.toSeq) return view;
  const isElsewhere = fromSeq > view.toSeq || toSeq < view.fromSeq;
  return { key: isElsewhere ? view.key + 1 : view.key, fromSeq, toSeq };
}
