/** A line across the conversation with a word in it. */
export function Separator({ label, tone = "soft" }: { label: string; tone?: "soft" | "accent" }) {
  const colours =
    tone === "accent" ? "text-accent before:bg-accent/40 after:bg-accent/40" : "text-soft before:bg-line after:bg-line";
  return (
    <div
      role="separator"
      aria-label={label}
      className={`column flex items-center gap-3 pt-3.5 pb-1 text-small font-name before:h-px before:flex-1 after:h-px after:flex-1 forced-colors:before:bg-[CanvasText] forced-colors:after:bg-[CanvasText] ${colours}`}
    >
      {label}
    </div>
  );
}
