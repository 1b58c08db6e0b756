/** A shorter way is a finger that trembles. */
const leastPx = 56;

/** What a finger did that went so far over a picture: along the line to another, down and away from it. */
export function swipeOf(dx: number, dy: number, isRtl: boolean): "previous" | "next" | "close" | undefined {
  if (Math.abs(dx) > Math.abs(dy)) {
    if (Math.abs(dx) < leastPx) return undefined;
    return dx > 0 === isRtl ? "next" : "previous";
  }
  return dy >= leastPx * 1.5 ? "close" : undefined;
}
