import { type KeyboardEvent, type ReactNode, useState } from "react";
import { t } from "../strings/t.ts";

/** A block in place of what nobody should see who does not want to. */
export function Spoiler({ children }: { children: ReactNode }) {
  const [isShown, setShown] = useState(false);
  if (isShown) {
    return (
      // It keeps the focus that the block had.
      <span tabIndex={-1} className="rounded bg-tint px-0.5">
        {children}
      </span>
    );
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    setShown(true);
  };
  return (
    <span
      role="button"
      tabIndex={0}
      aria-label={t.markup.spoiler}
      title={t.markup.spoiler}
      onClick={() => setShown(true)}
      onKeyDown={onKeyDown}
      className="cursor-pointer rounded bg-tint px-0.5 hover:bg-bar"
    >
      <span aria-hidden className="invisible">
        {children}
      </span>
    </span>
  );
}
