import type { RoomSnapshot } from "@hubbub/client";
import { t } from "../strings/t.ts";
import { Button } from "../ui/button.tsx";
import { Delayed } from "../ui/waiting/delayed.tsx";
import { Spinner } from "../ui/waiting/spinner.tsx";

/** How the loading of older or newer messages goes; it lies over the list, so that nothing moves. */
export function EdgeState({
  side,
  state,
  onRetry,
}: {
  side: "older" | "newer";
  state: RoomSnapshot["older"];
  onRetry: () => void;
}) {
  if (state === "idle") return null;
  const words = side === "older" ? t.timeline.older : t.timeline.newer;
  return (
    <div className={`absolute inset-x-0 z-10 flex justify-center ${side === "older" ? "top-2" : "bottom-2"}`}>
      <div className="rounded-full border border-line bg-raised px-3.5 py-1 text-small text-soft shadow-lift empty:hidden">
        {state === "loading" && (
          <Delayed>
            <span role="status" className="inline-flex items-center gap-2">
              <Spinner />
              {words.loading}
            </span>
          </Delayed>
        )}
        {state === "waiting" && (
          <span role="status" className="inline-flex items-center gap-2">
            <Spinner />
            {t.ui.waitingForServer}
          </span>
        )}
        {state === "failed" && (
          <>
            {words.failed}{" "}
            <Button look="text" className="py-0! text-small!" onClick={onRetry}>
              {t.ui.tryAgain}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
