import { dateFormat } from "../../strings/formats.ts";
import { t } from "../../strings/t.ts";
import { isDay } from "../../ui/time/moment-words.ts";
import { clockTime } from "../clock-time.ts";

const dayOf = dateFormat({ dateStyle: "medium" });

/** "last at 17:40", "last on 4 Dec 2026". */
export function lastReply(time: string, today: Date, locale?: string): string {
  const at = new Date(time);
  return isDay(at, today, 0)
    ? t.threads.lastAt(clockTime(time, undefined, locale))
    : t.threads.lastOn(dayOf(locale).format(at));
}
