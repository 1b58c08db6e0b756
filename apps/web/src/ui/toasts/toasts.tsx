import { type ReactNode, useCallback, useEffect, useState } from "react";
import { ToastContext } from "./toast-context.ts";

/** Long enough to read a short sentence twice. */
const shownMs = 6_000;

/** What was done is said over everything else, one thing at a time, and goes by itself. */
export function Toasts({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<{ readonly text: string }>();
  const say = useCallback((text: string) => setSaid({ text }), []);
  useEffect(() => {
    if (said === undefined) return;
    const timer = setTimeout(() => setSaid(undefined), shownMs);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <ToastContext value={say}>
      {children}
      <div
        role="status"
        data-testid="toast"
        className="pointer-events-none fixed inset-x-0 top-[calc(4.5rem+env(safe-area-inset-top))] z-40 flex justify-center px-4"
      >
        {said !== undefined && (
          <p className="max-w-md rounded-xl bg-ink px-4 py-2 text-mid wrap-anywhere text-surface shadow-lift">
            {said.text}
          </p>
        )}
      </div>
    </ToastContext>
  );
}
