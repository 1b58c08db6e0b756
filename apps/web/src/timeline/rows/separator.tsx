import type { ReactNode } from "react";

/** A line across the conversation with a word in it, or with something to click on. */
export function Separator({
  label,
  tone = "soft",
  at = "middle",
  children,
}: {
  label: string;
  tone?: "soft" | "accent";
  /** Where the word stands. */
  at?: "start" | "middle";
  children?: ReactNode;
}) {
  const colours =
    tone === "accent" ? "text-accent before:bg-accent/40 after:bg-accent/40" : "text-soft before:bg-line after:bg-line";
  return (
    <div
      className={`column flex items-center gap-3 pt-3.5 pb-1 text-small font-name before:h-px after:h-px after:flex-1 forced-colors:before:bg-[CanvasText] forced-colors:after:bg-[CanvasText] ${at === "start" ? "before:hidden" : "before:flex-1"} ${colours}`}
    >
      <div role="separator" aria-label={label} className="sr-only" />
      {children ?? <span aria-hidden>{label}</span>}
    </div>
  );
}
