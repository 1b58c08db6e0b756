import type { LucideIcon } from "lucide-react";
import type { PanelName } from "../navigation/route.ts";
import { bareCount } from "../strings/formats.ts";
import { phoneWidth } from "../ui/media.ts";
import { useMedia } from "../ui/use-media.ts";

/** Opens a panel beside the conversation, and says how much there is in it. */
export function PanelButton({
  name,
  icon: Icon,
  label,
  count,
  panel,
  onPanel,
  onNear,
}: {
  name: PanelName;
  icon: LucideIcon;
  label: string;
  count: number;
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
      aria-label={label}
      aria-pressed={isPhone ? undefined : panel === name}
      data-opens={name}
      onPointerEnter={() => onNear(name)}
      onFocus={() => onNear(name)}
      onClick={() => onPanel(name)}
      className="inline-flex h-8 shrink-0 items-center justify-center gap-1.5 rounded-lg px-2 tight:ms-auto text-mid text-soft hover:bg-hover hover:text-ink aria-pressed:bg-hover aria-pressed:text-ink touch:h-11 touch:min-w-11"
    >
      <Icon size={17} aria-hidden />
      {count > 0 && bareCount(count)}
    </button>
  );
}
