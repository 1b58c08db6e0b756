import { useEffect, useState } from "react";

/** So often the day is looked at while nothing else happens. */
const lookMs = 60_000;

/**
 * The day that it is. A timer for midnight sleeps when the machine does, and the page's events may miss that it woke: so
 * the dates are compared every minute, and when somebody comes back.
 */
export function useToday(): Date {
  const [today, setToday] = useState(() => new Date());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      const now = new Date();
      setToday((known) => (known.toDateString() === now.toDateString() ? known : now));
      clearTimeout(timer);
      timer = setTimeout(look, Math.min(lookMs, msToMidnight(now)));
    };
    look();
    const stop = new AbortController();
    for (const type of ["focus", "pageshow"]) addEventListener(type, look, { signal: stop.signal });
    document.addEventListener("visibilitychange", look, { signal: stop.signal });
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, []);
  return today;
}

function msToMidnight(now: Date): number {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime() - now.getTime();
}
