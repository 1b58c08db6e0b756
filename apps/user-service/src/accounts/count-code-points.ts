/** The length of a text as people count it, nearly: an emoji outside the basic plane is one. */
export function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
