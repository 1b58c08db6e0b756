import { type PointerEvent, useRef } from "react";

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Drag {
  /** By so many pixels of the screen, with whatever was taken hold of. */
  readonly onMove: (by: Point, grip: "square" | "corner") => void;
  /** Two fingers are so many times as far apart as before. */
  readonly onPinch: (times: number) => void;
}

/** Follows what a pointer drags, or two fingers draw apart. `data-grip="corner"` says what was taken hold of. */
export function useDrag({ onMove, onPinch }: Drag) {
  const held = useRef(new Map<number, Point>());
  const grip = useRef<"square" | "corner">("square");
  const leave = ({ pointerId }: PointerEvent) => void held.current.delete(pointerId);
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      grip.current = (event.target as HTMLElement).dataset["grip"] === "corner" ? "corner" : "square";
      held.current.set(event.pointerId, pointOf(event));
    },
    onPointerMove(event: PointerEvent) {
      const before = held.current.get(event.pointerId);
      if (before === undefined) return;
      const now = pointOf(event);
      const other = [...held.current].find(([id]) => id !== event.pointerId)?.[1];
      held.current.set(event.pointerId, now);
      if (other === undefined) onMove({ x: now.x - before.x, y: now.y - before.y }, grip.current);
      else onPinch(distance(now, other) / Math.max(1, distance(before, other)));
    },
    onPointerUp: leave,
    onPointerCancel: leave,
  };
}

const pointOf = ({ clientX, clientY }: PointerEvent): Point => ({ x: clientX, y: clientY });
const distance = (one: Point, other: Point) => Math.hypot(one.x - other.x, one.y - other.y);
