import { ChevronDown } from "lucide-react";
import type { TriggerProps } from "../../ui/popover.tsx";

/** Opens a choice of the row of filters. */
export function FilterButton({
  label,
  says = label,
  isPlain = false,
  ...trigger
}: Partial<TriggerProps> & {
  label: string;
  /** What it is called for those who do not see where it stands. */
  says?: string;
  /** It has no frame. */
  isPlain?: boolean;
}) {
  return (
    <button
      type="button"
      aria-label={says}
      {...trigger}
      className={`inline-flex h-7 items-center gap-1 rounded-lg border text-small hover:bg-hover touch:h-11 ${isPlain ? "border-transparent px-1.5 font-name" : "border-line px-2.5 text-soft hover:text-ink"}`}
    >
      {label}
      <ChevronDown size={12} aria-hidden />
    </button>
  );
}
