import type { Message } from "@hubbub/ws-protocol";
import { answeredBytes } from "./answered-bytes.ts";

interface PageCut {
  /** Messages there were, one beyond `limit` at most; some may not have been read for their size. */
  readonly found: number;
  readonly limit: number;
  readonly maxBytes: number;
  /** Nearest first is oldest first. */
  readonly forward: boolean;
}

/** Keeps of the messages nearest to where a page was asked what fits; one at least, so that a reader gets on. */
export function cutPage(
  nearestFirst: readonly Message[],
  { found, limit, maxBytes, forward }: PageCut,
): { readonly messages: readonly Message[]; readonly hasMore: boolean } {
  const kept: Message[] = [];
  let bytes = 0;
  for (const message of nearestFirst.slice(0, limit)) {
    bytes += answeredBytes(message);
    if (bytes > maxBytes && kept.length > 0) break;
    kept.push(message);
  }
  return { messages: forward ? kept : kept.toReversed(), hasMore: found > kept.length };
}
