import type { LucideIcon } from "lucide-react";

/** One thing to do, in a menu. */
export function MenuItem({
  icon: Icon,
  label,
  tone = "ink",
  onSelect,
}: {
  icon: LucideIcon;
  label: string;
  tone?: "ink" | "bad";
  onSelect: () => void;
}) {
  return (
    <button
      type="button"
      role="menuitem"
      onClick={onSelect}
      className={`flex w-full items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-start text-mid hover:bg-hover touch:min-h-11 ${tone === "bad" ? "text-bad" : ""}`}
    >
      <Icon size={16} aria-hidden className={tone === "bad" ? "" : "text-soft"} />
      {label}
    </button>
  );
}
