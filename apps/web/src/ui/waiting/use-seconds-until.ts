import { useEffect, useState } from "react";

const secondsUntil = (untilMs: number) => Math.max(0, Math.ceil((untilMs - performance.now()) / 1_000));

/** Whole seconds until then (as `performance.now()` counts), counting down to 0. */
export function useSecondsUntil(untilMs: number): number {
  const [, setSeconds] = useState(0);
  const seconds = secondsUntil(untilMs);
  const isOver = seconds === 0;
  useEffect(() => {
    if (isOver) return;
    const timer = setInterval(() => setSeconds(secondsUntil(untilMs)), 250);
    return () => clearInterval(timer);
  }, [untilMs, isOver]);
  return seconds;
}
