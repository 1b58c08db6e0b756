import { t } from "../../strings/t.ts";
import { PopoverAt } from "../../ui/popover-at.tsx";
import { DayMenu } from "./day-menu.tsx";

/** Other days of the room to look at, asked for from elsewhere than a day's line. */
export function DayPopover({
  at,
  onPick,
  onClose,
}: {
  at: DOMRect;
  onPick: (day: Date | "first") => void;
  onClose: () => void;
}) {
  return (
    <PopoverAt at={at} label={t.timeline.days.label} kind="dialog" isSheet onClose={onClose}>
      <DayMenu
        onPick={(day) => {
          onClose();
          onPick(day);
        }}
      />
    </PopoverAt>
  );
}
