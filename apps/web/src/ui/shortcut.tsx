import { t } from "../strings/t.ts";

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The keys that lead to something, in its place: Ctrl and a letter, or Cmd. */
export function Shortcut({ letter, className = "" }: { letter: string; className?: string }) {
  return (
    <kbd aria-hidden className={`pointer-events-none font-mono text-tiny text-soft touch:hidden ${className}`}>
      <bdi>{isMac ? `⌘ ${letter}` : t.ui.keys(letter)}</bdi>
    </kbd>
  );
}
