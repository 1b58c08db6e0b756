import { maxContentCodePoints } from "@hubbub/ws-protocol";

/** Characters that a message may still have; negative above the limit. */
export function contentRoom(content: string): number {
  if (content.length < maxContentCodePoints / 2) return maxContentCodePoints - content.length;
  let count = 0;
  for (const _ of content) count += 1;
  return maxContentCodePoints - count;
}
