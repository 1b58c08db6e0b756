import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";

/** An icon that does something; its label is its name and its tooltip. */
export function IconButton({
  icon: Icon,
  label,
  className = "",
  ...rest
}: { icon: LucideIcon; label: string } & ComponentProps<"button">) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      {...rest}
      className={`grid size-8 shrink-0 place-items-center rounded-lg text-soft enabled:hover:bg-hover enabled:hover:text-ink touch:size-11 ${className}`}
    >
      <Icon size={17} strokeWidth={2} aria-hidden />
    </button>
  );
}
