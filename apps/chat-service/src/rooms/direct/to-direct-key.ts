/** A pair of people as `rooms.direct_key` names it, the same whichever of them asks. */
export function toDirectKey(one: number, other: number): string {
  return `${Math.min(one, other)}:${Math.max(one, other)}`;
}
