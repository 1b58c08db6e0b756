import type { RoomSnapshot } from "@hubbub/client";
import { t } from "../strings/t.ts";
import { Button } from "../ui/button.tsx";
import { Delayed } from "../ui/waiting/delayed.tsx";
import { Spinner } from "../ui/waiting/spinner.tsx";

/** How the loading of older messages goes; it lies over the list, so that nothing moves. */
export function OlderState({ older, onRetry }: { older: RoomSnapshot["older"]; onRetry: () => void }) {
  if (older === "idle") return null;
  return (
    <div className="absolute inset-x-0 top-2 z-10 flex justify-center">
      <div className="rounded-full border border-line bg-raised px-3.5 py-1 text-small text-soft shadow-lift empty:hidden">
        {older === "loading" && (
          <Delayed>
            <span role="status" className="inline-flex items-center gap-2">
              <Spinner />
              {t.timeline.loadingOlder}
            </span>
          </Delayed>
        )}
        {older === "waiting" && (
          <span role="status" className="inline-flex items-center gap-2">
            <Spinner />
            {t.ui.waitingForServer}
          </span>
        )}
        {older === "failed" && (
          <>
            {t.timeline.olderFailed}{" "}
            <Button look="text" className="py-0! text-small!" onClick={onRetry}>
              {t.ui.tryAgain}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
