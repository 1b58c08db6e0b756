import { CalendarArrowUp, CalendarDays, ChevronsUp } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { later } from "../../strings/later.ts";
import { t } from "../../strings/t.ts";
import { Button } from "../../ui/button.tsx";
import { moveItemFocus } from "../../ui/focus/move-item-focus.ts";
import { MenuItem } from "../../ui/menu-item.tsx";

/** Other days of the room to look at. */
export function DayMenu({ onPick }: { onPick: (day: Date | "first") => void }) {
  const field = useId();
  const [today] = useState(() => new Date());
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const value = new FormData(event.currentTarget).get("day");
    const [year, month, day] = typeof value === "string" ? value.split("-").map(Number) : [];
    if (year !== undefined && month !== undefined && day !== undefined) onPick(new Date(year, month - 1, day));
  };
  return (
    <div className="font-normal">
      <div role="menu" tabIndex={-1} aria-label={t.timeline.days.label} onKeyDown={moveItemFocus}>
        <MenuItem icon={CalendarDays} label={t.timeline.today} onSelect={() => onPick(daysAgo(0))} />
        <MenuItem icon={CalendarDays} label={t.timeline.yesterday} onSelect={() => onPick(daysAgo(1))} />
        <MenuItem icon={CalendarArrowUp} label={later.timeline.days.lastWeek} onSelect={() => onPick(daysAgo(7))} />
        <MenuItem icon={ChevronsUp} label={later.timeline.days.first} onSelect={() => onPick("first")} />
      </div>
      <form onSubmit={submit} className="mt-1 flex items-end gap-2 border-t border-line px-2.5 pt-2 pb-1">
        <label htmlFor={field} className="flex-1 text-small text-soft">
          {later.timeline.days.date}
          <input
            id={field}
            name="day"
            type="date"
            required
            max={toFieldValue(today)}
            className="mt-1 block w-full rounded-lg border border-edge bg-raised px-2.5 py-1.5 text-mid text-ink touch:min-h-11"
          />
        </label>
        <Button type="submit">{later.timeline.days.go}</Button>
      </form>
    </div>
  );
}

/** When that day began, here. */
function daysAgo(days: number): Date {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - days);
}

function toFieldValue(day: Date): string {
  const two = (number: number) => `${number}`.padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
