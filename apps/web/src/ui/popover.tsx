import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { focusables } from "./focus/focusables.ts";
import { moveItemFocus } from "./focus/move-item-focus.ts";
import { isComposing } from "./is-composing.ts";

export interface TriggerProps {
  readonly popoverTarget: string;
  readonly "aria-expanded": boolean;
  readonly "aria-haspopup": "menu" | "dialog";
}

/**
 * Something that opens beside its trigger and takes the focus, in the browser's top layer so that nothing clips it. A
 * click elsewhere and Esc close it, and the focus returns to the trigger. In a menu the arrow keys go from item to item.
 */
export function Popover({
  id: givenId,
  label,
  kind,
  isSheet = false,
  trigger,
  onToggle,
  children,
}: {
  /** For more than one trigger. */
  id?: string;
  label: string;
  kind: "menu" | "dialog";
  /** On a phone it comes from below, over the whole width. */
  isSheet?: boolean;
  trigger: (props: TriggerProps) => ReactNode;
  readonly onToggle?: (isOpen: boolean) => void;
  children: (close: () => void) => ReactNode;
}) {
  const ownId = useId();
  const id = givenId ?? ownId;
  const anchor = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  const close = () => document.getElementById(id)?.hidePopover();
  const toggled = (element: HTMLElement, isOpen: boolean) => {
    // What is in it must be there to take the focus. It may have been closed and opened again before this is called.
    flushSync(() => {
      setOpen(isOpen);
      onToggle?.(isOpen);
    });
    if (!isOpen) return;
    keepInside(element);
    (focusables(element)[0] ?? element).focus();
  };
  const onMenuKey = (event: KeyboardEvent<HTMLElement>) => {
    if (isComposing(event)) return;
    // The focus is back at the trigger before the key goes on from there.
    if (event.key === "Tab") close();
    else moveItemFocus(event);
  };
  return (
    <span ref={anchor} className="inline-flex shrink-0">
      {trigger({ popoverTarget: id, "aria-expanded": open, "aria-haspopup": kind })}
      <div
        id={id}
        popover="auto"
        role={kind}
        aria-label={label}
        tabIndex={-1}
        onBeforeToggle={(event) => {
          if (event.newState === "open") place(event.currentTarget, anchor.current);
        }}
        onToggle={(event) => toggled(event.currentTarget, event.newState === "open")}
        onKeyDown={kind === "menu" ? onMenuKey : undefined}
        className={`fixed inset-auto m-0 max-h-[calc(100dvh-1rem)] max-w-[calc(100vw-1rem)] min-w-52 overflow-y-auto rounded-xl border border-line bg-raised p-1.5 text-ink shadow-lift outline-none ${isSheet ? sheet : ""}`}
      >
        {open && children(close)}
      </div>
    </span>
  );
}

const sheet =
  "phone:inset-x-0! phone:top-auto! phone:bottom-0! phone:max-h-[85dvh] phone:w-full phone:max-w-full phone:rounded-t-2xl phone:rounded-b-none phone:border-0 phone:pb-[max(0.75rem,env(safe-area-inset-bottom))] phone:backdrop:bg-black/45";

/** Below the trigger or above it, their edges in line on the side where there is less room. */
function place(popover: HTMLElement, anchor: HTMLElement | null): void {
  if (anchor === null) return;
  const { bottom, top, left, right } = anchor.getBoundingClientRect();
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
function keepInside(popover: HTMLElement): void {
  const { left, right, top, bottom } = popover.getBoundingClientRect();
  if (left < edgePx) Object.assign(popover.style, { left: `${edgePx}px`, right: "auto" });
  else if (right > innerWidth - edgePx) Object.assign(popover.style, { left: "auto", right: `${edgePx}px` });
  if (top < edgePx) Object.assign(popover.style, { top: `${edgePx}px`, bottom: "auto" });
  else if (bottom > innerHeight - edgePx) Object.assign(popover.style, { top: "auto", bottom: `${edgePx}px` });
}

const edgePx = 8;
