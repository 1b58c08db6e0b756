import { type FormEvent, useId, useState } from "react";
import { later } from "../../strings/later.ts";
import { t } from "../../strings/t.ts";
import { Button } from "../../ui/button.tsx";
import { toDay } from "./to-day.ts";

/** A day, one of the last or any. The day itself is left out: nothing is after today. */
export function DayPick({ of, onPick }: { of: "before" | "after"; onPick: (day: string) => void }) {
  const field = useId();
  const [today] = useState(() => new Date());
  const words = later.search.days;
  const quick = [
    ...(of === "before" ? [{ label: t.timeline.today, day: toDay(today, 0) }] : []),
    { label: t.timeline.yesterday, day: toDay(today, 1) },
    { label: words.weekAgo, day: toDay(today, 7) },
    { label: words.monthAgo, day: toDay(today, 30) },
    ...(of === "after" ? [{ label: words.yearAgo, day: toDay(today, 365) }] : []),
  ];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const value = new FormData(event.currentTarget).get("day");
    if (typeof value === "string" && value !== "") onPick(value);
  };
  return (
    <>
      <div className="grid grid-cols-2 gap-1.5 p-1.5">
        {quick.map(({ label, day }) => (
          <Button key={label} onClick={() => onPick(day)}>
            {label}
          </Button>
        ))}
      </div>
      <form onSubmit={submit} className="flex items-end gap-2 p-1.5">
        <label htmlFor={field} className="flex-1 text-small text-soft">
          {words.date}
          <input
            id={field}
            name="day"
            type="date"
            required
            className="mt-1 block w-full rounded-lg border border-edge bg-raised px-2.5 py-1.5 text-mid text-ink touch:min-h-11"
          />
        </label>
        <Button type="submit">{words.take}</Button>
      </form>
    </>
  );
}
