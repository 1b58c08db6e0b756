import type { LucideIcon } from "lucide-react";

/** One thing to do, in a menu. */
export function MenuItem({
  icon: Icon,
  label,
  tone = "ink",
  shortcut,
  onSelect,
}: {
  icon: LucideIcon;
  label: string;
  tone?: "ink" | "bad";
  /** The key that does the same without the menu. */
  shortcut?: string;
  onSelect: () => void;
}) {
  return (
    <button
      type="button"
      role="menuitem"
      onClick={onSelect}
      className={`flex w-full items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-start text-mid hover:bg-hover touch:min-h-11 phone:min-h-12 phone:gap-4 phone:text-body ${tone === "bad" ? "text-bad" : ""}`}
    >
      <Icon size={16} aria-hidden className={tone === "bad" ? "" : "text-soft"} />
      {label}
      {shortcut !== undefined && (
        <kbd aria-hidden className="ms-auto ps-6 font-mono text-tiny text-soft touch:hidden">
          {shortcut}
        </kbd>
      )}
    </button>
  );
}
