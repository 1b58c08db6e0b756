import type { Message } from "@hubbub/ws-protocol";
import { answeredBytes } from "./answered-bytes.ts";

/** The messages before a seq (with its own), or after it. */
export interface PageSide {
  /** The nearest first. */
  readonly messages: readonly Message[];
  /** Messages there were, one beyond the page's limit at most; some may not have been read for their size. */
  readonly found: number;
}

interface AroundCut {
  readonly aroundSeq: number;
  readonly limit: number;
  readonly maxBytes: number;
}

/**
 * Keeps of both sides in turn what fits, the nearest first, so that the seq is in the middle; where a side ends, or has
 * nothing that fits, the other goes on. One message at least.
 */
export function cutAround(
  { before, after }: { readonly before: PageSide; readonly after: PageSide },
  { aroundSeq, limit, maxBytes }: AroundCut,
) {
  const kept = { before: [] as Message[], after: [] as Message[] };
  const left = { before: [...before.messages], after: [...after.messages] };
  let bytes = 0;
  let turn: "before" | "after" = "before";
  while (kept.before.length + kept.after.length < limit) {
    if (left[turn].length === 0) turn = other(turn);
    const message = left[turn].shift();
    if (message === undefined) break;
    const size = answeredBytes(message);
    if (bytes + size > maxBytes && bytes > 0) left[turn] = [];
    else {
      kept[turn].push(message);
      bytes += size;
    }
    // The message itself is on neither side: what is before it comes next.
    if (message.seq !== aroundSeq) turn = other(turn);
  }
  const hasMoreBefore = before.found > kept.before.length;
  const hasMoreAfter = after.found > kept.after.length;
  const messages = [...kept.before.toReversed(), ...kept.after];
  return { messages, hasMore: hasMoreBefore || hasMoreAfter, hasMoreBefore, hasMoreAfter };
}

function other(side: "before" | "after"): "before" | "after" {
  return side === "before" ? "after" : "before";
}
