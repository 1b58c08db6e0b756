import { t } from "../../strings/t.ts";
import { LaterPart } from "../../ui/later/later-part.tsx";
import { preload } from "../../ui/later/use-loaded.ts";
import { Popover } from "../../ui/popover.tsx";
import { Separator } from "./separator.tsx";

/** Where a day begins; a click leads to others. */
export function DaySeparator({ label, onPick }: { label: string; onPick: (day: Date | "first") => void }) {
  return (
    <Separator label={label}>
      <Popover
        label={t.timeline.days.label}
        kind="dialog"
        isSheet
        onNear={() => preload(loadDayMenu)}
        trigger={(props) => (
          <button
            {...props}
            type="button"
            aria-label={t.timeline.days.from(label)}
            className="rounded-full px-2.5 py-0.5 hover:bg-hover hover:text-ink"
          >
            {label}
          </button>
        )}
      >
        {(close) => (
          <LaterPart
            load={loadDayMenu}
            name={t.timeline.days.label}
            props={{
              onPick: (day) => {
                close();
                onPick(day);
              },
            }}
          />
        )}
      </Popover>
    </Separator>
  );
}

const loadDayMenu = async () => (await import("../place/day-menu.tsx")).DayMenu;
