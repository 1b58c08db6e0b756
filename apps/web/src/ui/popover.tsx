import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { focusFirst } from "./focus/focusables.ts";
import { moveItemFocus } from "./focus/move-item-focus.ts";
import { isComposing } from "./is-composing.ts";
import { keepInside, placePopover, popoverLook } from "./place-popover.ts";

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
  onNear,
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
  /** The pointer or the focus is at the trigger: what it opens may be loaded. */
  onNear?: () => void;
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
    focusFirst(element);
  };
  const onMenuKey = (event: KeyboardEvent<HTMLElement>) => {
    if (isComposing(event)) return;
    // The focus is back at the trigger before the key goes on from there.
    if (event.key === "Tab") close();
    else moveItemFocus(event);
  };
  return (
    <span ref={anchor} onPointerEnter={onNear} onFocus={onNear} className="inline-flex shrink-0">
      {trigger({ popoverTarget: id, "aria-expanded": open, "aria-haspopup": kind })}
      <div
        id={id}
        popover="auto"
        role={kind}
        aria-label={label}
        tabIndex={-1}
        onBeforeToggle={(event) => {
          if (event.newState === "open" && anchor.current !== null)
            placePopover(event.currentTarget, anchor.current.getBoundingClientRect());
        }}
        onToggle={(event) => toggled(event.currentTarget, event.newState === "open")}
        onKeyDown={kind === "menu" ? onMenuKey : undefined}
        className={popoverLook(isSheet)}
      >
        {open && children(close)}
      </div>
    </span>
  );
}
