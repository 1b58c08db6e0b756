import type { LucideIcon } from "lucide-react";
import type { PanelName } from "../navigation/route.ts";
import { bareCount } from "../strings/formats.ts";
import { phoneWidth } from "../ui/media.ts";
import { Shortcut } from "../ui/shortcut.tsx";
import { useMedia } from "../ui/use-media.ts";
import { countedName } from "./counted-name.ts";

/** Opens a panel beside the conversation, and says how much there is in it; with a `letter` it looks like the field that it leads to. */
export function PanelButton({
  name,
  icon: Icon,
  label,
  count = 0,
  letter,
  panel,
  onPanel,
  onNear,
}: {
  name: PanelName;
  icon: LucideIcon;
  label: string;
  count?: number;
  /** Which with Ctrl does the same. */
  letter?: string;
  /** What is open now. */
  panel: PanelName | undefined;
  onPanel: (name: PanelName) => void;
  onNear: (name: PanelName) => void;
}) {
  const isPhone = useMedia(phoneWidth);
  return (
    <button
      type="button"
      title={label}
      // What is read in it names it; without room for that the title does.
      aria-label={letter === undefined ? (count > 0 ? countedName(label, count) : label) : undefined}
      aria-pressed={isPhone ? undefined : panel === name}
      data-opens={name}
      onPointerEnter={() => onNear(name)}
      onFocus={() => onNear(name)}
      onClick={() => onPanel(name)}
      className={`inline-flex h-8 shrink-0 items-center justify-center gap-1.5 rounded-lg px-2 tight:ms-auto text-mid text-soft hover:bg-hover hover:text-ink aria-pressed:bg-hover aria-pressed:text-ink touch:h-11 touch:min-w-11 ${letter === undefined ? "" : fieldLook}`}
    >
      <Icon size={17} aria-hidden />
      {count > 0 && bareCount(count)}
      {letter !== undefined && (
        <span className="hidden flex-1 items-center justify-between not-phone:@2xl:flex">
          {label}
          <Shortcut letter={letter} />
        </span>
      )}
    </button>
  );
}

const fieldLook =
  "not-phone:@2xl:w-42 not-phone:@2xl:border not-phone:@2xl:border-line not-phone:@2xl:bg-raised not-phone:@2xl:px-2.5";
