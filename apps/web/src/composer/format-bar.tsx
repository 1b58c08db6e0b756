import { Bold, EyeOff, Italic, List, ListOrdered, type LucideIcon, Strikethrough, TextQuote } from "lucide-react";
import { later } from "../strings/later.ts";
import { t } from "../strings/t.ts";
import { IconButton } from "../ui/icon-button.tsx";
import type { Mark } from "./marks/mark-edit.ts";

const icons = {
  bold: Bold,
  italic: Italic,
  strike: Strikethrough,
  list: List,
  numbers: ListOrdered,
  quote: TextQuote,
  spoiler: EyeOff,
} as const satisfies Partial<Record<Mark, LucideIcon>>;

type Format = keyof typeof icons;

const formats = Object.keys(icons) as readonly Format[];

/** The marks that are wanted now and then. */
export function FormatBar({ id, onMark }: { id: string; onMark: (mark: Mark) => void }) {
  return (
    <div id={id} role="group" aria-label={t.markup.format} className="flex flex-wrap px-2 pt-1">
      {formats.map((format) => (
        <IconButton
          key={format}
          icon={icons[format]}
          label={later.markup.formats[format]}
          // The field keeps the focus, and a phone its keyboard.
          onPointerDown={(event) => event.preventDefault()}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onMark(format)}
        />
      ))}
    </div>
  );
}
