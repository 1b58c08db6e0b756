/** How everything looks that opens over the page. */
export function popoverLook(isSheet: boolean): string {
  return `fixed inset-auto m-0 max-h-[calc(100dvh-1rem)] max-w-[calc(100vw-1rem)] min-w-52 overflow-y-auto rounded-xl border border-line bg-raised p-1.5 text-ink shadow-lift outline-none ${isSheet ? sheet : ""}`;
}

const sheet =
  "phone:inset-x-0! phone:top-auto! phone:bottom-0! phone:max-h-[85dvh] phone:w-full phone:max-w-full phone:rounded-t-2xl phone:rounded-b-none phone:border-0 phone:pb-[max(0.75rem,env(safe-area-inset-bottom))] phone:backdrop:bg-black/45";

/** Below what it belongs to or above it, their edges in line on the side where there is less room. */
export function placePopover(
  popover: HTMLElement,
  { bottom, top, left, right }: Pick<DOMRect, "top" | "bottom" | "left" | "right">,
): void {
  const below = innerHeight - bottom > 300 || bottom < innerHeight / 2;
  const isAtStart = left + right < innerWidth;
  Object.assign(popover.style, {
    top: below ? `${bottom + 6}px` : "auto",
    bottom: below ? "auto" : `${innerHeight - top + 6}px`,
    left: isAtStart ? `${left}px` : "auto",
    right: isAtStart ? "auto" : `${innerWidth - right}px`,
  });
}

/** Never outside the window, whatever its size. */
export function keepInside(popover: HTMLElement): void {
  const { left, right, top, bottom } = popover.getBoundingClientRect();
  if (left < edgePx) Object.assign(popover.style, { left: `${edgePx}px`, right: "auto" });
  else if (right > innerWidth - edgePx) Object.assign(popover.style, { left: "auto", right: `${edgePx}px` });
  if (top < edgePx) Object.assign(popover.style, { top: `${edgePx}px`, bottom: "auto" });
  else if (bottom > innerHeight - edgePx) Object.assign(popover.style, { top: "auto", bottom: `${edgePx}px` });
}

const edgePx = 8;
