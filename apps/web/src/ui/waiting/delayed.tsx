import { type ReactNode, useEffect, useState } from "react";

/** Shows its children only if they are still wanted after a moment: what is quick must not flicker. */
export function Delayed({ byMs = 150, children }: { byMs?: number; children: ReactNode }) {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), byMs);
    return () => clearTimeout(timer);
  }, [byMs]);
  return isDue ? children : null;
}
