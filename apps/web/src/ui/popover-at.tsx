import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import { focusFirst } from "./focus/focusables.ts";
import { focusAlong, focusPath } from "./focus/focus-path.ts";
import { moveItemFocus } from "./focus/move-item-focus.ts";
import { isComposing } from "./is-composing.ts";
import { keepInside, placePopover, popoverLook } from "./place-popover.ts";

/**
 * Something that opens at a place of the page, as long as it is rendered: a `Popover` for what has no one trigger. A press
 * elsewhere and Esc close it, the focus returns to where it was. Not the browser's "auto": the finger whose long press
 * opened it would close it when it leaves the glass.
 */
export function PopoverAt({
  at,
  label,
  kind,
  isSheet = false,
  onClose,
  children,
}: {
  at: Pick<DOMRect, "top" | "bottom" | "left" | "right">;
  label: string;
  kind: "menu" | "dialog";
  /** On a phone it comes from below, over the whole width. */
  isSheet?: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const before = focusPath(document.activeElement);
    placePopover(element, at);
    element.showPopover();
    keepInside(element);
    focusFirst(element);
    return () => {
      const hadFocus = element.contains(document.activeElement) || document.activeElement === document.body;
      if (element.isConnected) element.hidePopover();
      if (hadFocus) focusAlong(before);
    };
  }, [at]);
  const pressed = useEffectEvent((event: PointerEvent) => {
    if (event.target instanceof Node && ref.current?.contains(event.target) !== true) onClose();
  });
  useEffect(() => {
    document.addEventListener("pointerdown", pressed, true);
    addEventListener("resize", onClose);
    return () => {
      document.removeEventListener("pointerdown", pressed, true);
      removeEventListener("resize", onClose);
    };
  }, [onClose]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (isComposing(event)) return;
    if (event.key === "Escape" || (event.key === "Tab" && kind === "menu")) {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    } else if (kind === "menu") moveItemFocus(event);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a menu or a dialog has keys
    <div
      ref={ref}
      popover="manual"
      role={kind}
      aria-label={label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      // Of the key that opened it: some systems tell of it when it is let go.
      onContextMenu={(event) => event.preventDefault()}
      className={popoverLook(isSheet)}
    >
      {children}
    </div>
  );
}
