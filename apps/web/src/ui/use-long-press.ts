import { type PointerEvent, useEffect, useRef } from "react";

/** As long as the systems of phones wait. */
const longMs = 500;
/** A finger that moves further scrolls. */
const stillPx = 10;

/** Calls `onLongPress` where a finger rests on an element; links and fields keep what the browser does there. */
export function useLongPress(onLongPress: (element: HTMLElement) => void) {
  const press = useRef<{ readonly x: number; readonly y: number; readonly timer: number }>(undefined);
  const end = () => {
    if (press.current !== undefined) clearTimeout(press.current.timer);
    press.current = undefined;
  };
  useEffect(() => () => clearTimeout(press.current?.timer), []);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      end();
      if (event.pointerType !== "touch" || !event.isPrimary || isLeftToBrowser(event.target)) return;
      const element = event.currentTarget;
      const { clientX: x, clientY: y } = event;
      const timer = window.setTimeout(() => {
        end();
        keepFromPressing();
        onLongPress(element);
      }, longMs);
      press.current = { x, y, timer };
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      const from = press.current;
      if (from !== undefined && Math.hypot(clientX - from.x, clientY - from.y) > stillPx) end();
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}

/** The finger that is on the glass would press what has opened under it, when it leaves; the next one is to. */
function keepFromPressing(): void {
  const gone = new AbortController();
  const { signal } = gone;
  const left = (event: TouchEvent) => {
    event.preventDefault();
    gone.abort();
  };
  document.addEventListener("touchend", left, { signal, passive: false });
  document.addEventListener("touchcancel", () => gone.abort(), { signal });
}

/** Whether the browser's own menu is of more use there. */
export function isLeftToBrowser(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("a[href], input, textarea") !== null;
}
