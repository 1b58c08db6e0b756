import { File, Image, Link, type LucideIcon, MessagesSquare, Pin, SmilePlus } from "lucide-react";
import { later } from "../../strings/later.ts";
import { MenuItem } from "../../ui/menu-item.tsx";

const icons = {
  has: { link: Link, file: File, image: Image, reaction: SmilePlus },
  is: { pinned: Pin, thread: MessagesSquare },
} as const;

/** What `has:` and `is:` may ask for. */
export function ValueMenu({ of, onPick }: { of: "has" | "is"; onPick: (value: string) => void }) {
  const words: Readonly<Record<string, string>> = later.search.values[of];
  const offered: readonly (readonly [string, LucideIcon])[] = Object.entries(icons[of]);
  return offered.map(([value, icon]) => (
    <MenuItem key={value} icon={icon} label={words[value] ?? value} onSelect={() => onPick(value)} />
  ));
}
