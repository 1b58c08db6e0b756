import { Search } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import { t } from "../../strings/t.ts";
import { type FocusPath, focusAlong, focusPath } from "../../ui/focus/focus-path.ts";
import { isComposing } from "../../ui/is-composing.ts";
import { isShortcut } from "../../ui/is-shortcut.ts";
import { Shortcut } from "../../ui/shortcut.tsx";
import type { FindKeys } from "./find-keys.ts";
import { toFindQuery } from "./to-find-query.ts";

/** Finds a room or a person, or starts a room. Ctrl or Cmd and K lead here. */
export function FindBox({
  text,
  at,
  keys,
  onText,
  onEnter,
  onNear,
}: {
  text: string;
  /** The choice that Enter takes; -1 where there is none. */
  at: number;
  /** Null until it is there what was found. */
  keys: RefObject<FindKeys | null>;
  onText: (text: string) => void;
  /** Before it is there. */
  onEnter: () => void;
  onNear: () => void;
}) {
  const isActive = toFindQuery(text) !== "";
  const ref = useRef<HTMLInputElement>(null);
  /** Where one was when the keys led here; Esc leads back. */
  const before = useRef<FocusPath>([]);
  useEffect(() => {
    const focus = (event: globalThis.KeyboardEvent) => {
      if (isComposing(event)) return;
      if (!isShortcut(event, "k")) return;
      event.preventDefault();
      if (document.activeElement !== ref.current) before.current = focusPath(document.activeElement);
      ref.current?.focus();
      ref.current?.select();
    };
    addEventListener("keydown", focus);
    return () => removeEventListener("keydown", focus);
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event)) return;
    if (event.key === "ArrowDown") keys.current?.move(1);
    else if (event.key === "ArrowUp") keys.current?.move(-1);
    else if (event.key === "Enter") (keys.current?.choose ?? onEnter)();
    else if (event.key === "Escape") {
      onText("");
      focusAlong(before.current);
    } else return;
    event.preventDefault();
  };

  return (
    <div className="relative mx-3 mb-1 shrink-0">
      <Search size={15} aria-hidden className="pointer-events-none absolute inset-y-0 start-2.5 my-auto text-soft" />
      <input
        ref={ref}
        role="combobox"
        aria-label={t.sidebar.find.label}
        aria-expanded={isActive}
        aria-controls="find-results"
        aria-autocomplete="list"
        aria-activedescendant={isActive && at >= 0 ? `find-${at}` : undefined}
        placeholder={t.sidebar.find.placeholder}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={onKeyDown}
        onFocus={onNear}
        onPointerEnter={onNear}
        className="h-8.5 w-full rounded-lg border border-line bg-raised pe-16 ps-8 text-mid outline-offset-0 touch:h-11 touch:text-base"
      />
      {!isActive && <Shortcut letter="K" className="absolute inset-y-0 end-2.5 my-auto h-fit" />}
    </div>
  );
}
