import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";

interface TriggerProps {
  readonly popoverTarget: string;
  readonly "aria-expanded": boolean;
  readonly "aria-haspopup": "menu" | "dialog";
}

/**
 * Something that opens beside its trigger, in the browser's top layer so that nothing clips it. A click elsewhere and Esc
 * close it. In a menu the arrow keys go from item to item.
 */
export function Popover({
  label,
  kind,
  trigger,
  children,
}: {
  label: string;
  kind: "menu" | "dialog";
  trigger: (props: TriggerProps) => ReactNode;
  children: (close: () => void) => ReactNode;
}) {
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  const close = () => document.getElementById(id)?.hidePopover();
  return (
    <span ref={anchor} className="inline-flex shrink-0">
      {trigger({ popoverTarget: id, "aria-expanded": open, "aria-haspopup": kind })}
      <div
        id={id}
        popover="auto"
        role={kind}
        aria-label={label}
        onBeforeToggle={(event) => {
          if (event.newState === "open") place(event.currentTarget, anchor.current);
        }}
        onToggle={(event) => {
          const isOpen = event.newState === "open";
          setOpen(isOpen);
          if (isOpen) focusables(event.currentTarget)[0]?.focus();
        }}
        onKeyDown={kind === "menu" ? moveFocus : undefined}
        className="fixed inset-auto m-0 min-w-52 rounded-xl border border-line bg-raised p-1.5 text-ink shadow-lift"
      >
        {open && children(close)}
      </div>
    </span>
  );
}

/** Below the trigger or above it, their edges in line on the side where there is less room, never outside the window. */
function place(popover: HTMLElement, anchor: HTMLElement | null): void {
  if (anchor === null) return;
  const { bottom, top, left, right } = anchor.getBoundingClientRect();
  const below = innerHeight - bottom > 300 || bottom < innerHeight / 2;
  Object.assign(popover.style, {
    top: below ? `${bottom + 6}px` : "auto",
    bottom: below ? "auto" : `${innerHeight - top + 6}px`,
    ...sides(left, right),
  });
}

function sides(left: number, right: number): { left: string; right: string } {
  if (right < 260) return { left: "12px", right: "auto" };
  if (left + right < innerWidth) return { left: `${left}px`, right: "auto" };
  return { left: "auto", right: `${Math.max(8, innerWidth - right)}px` };
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const items = focusables(event.currentTarget);
  const at = items.findIndex((item) => item === document.activeElement);
  items[(at + step + items.length) % items.length]?.focus();
}

function focusables(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>("button:not(:disabled), a[href], input:not(:disabled)")];
}
