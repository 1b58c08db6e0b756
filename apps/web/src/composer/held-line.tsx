import type { Held } from "@hubbub/client";
import { t } from "../strings/t.ts";
import { Delayed } from "../ui/waiting/delayed.tsx";
import { duration } from "../ui/waiting/duration.ts";
import { useSecondsUntil } from "../ui/waiting/use-seconds-until.ts";

/** Says why messages wait though there is a connection, and when they go on. What is over in a moment is not worth a word. */
export function HeldLine({ held }: { held: Held | undefined }) {
  return (
    <div role="status" data-testid="held" className="column shrink-0 text-small text-soft">
      {held !== undefined && (
        <Delayed byMs={600}>
          <p className="pb-1.5">
            <span className="sr-only">
              {reason(held)} {t.composer.held.goesOn}
            </span>
            <span aria-hidden>
              {reason(held)} <Rest held={held} />
            </span>
          </p>
        </Delayed>
      )}
    </div>
  );
}

function Rest({ held }: { held: Held }) {
  const seconds = useSecondsUntil(held.untilMs);
  // Waits of a second follow one another: to count them would only flicker.
  return seconds > 1 ? t.composer.held.goesOnIn(duration(seconds)) : t.composer.held.oneByOne;
}

function reason({ code }: Held): string {
  switch (code) {
    case "rate_limited":
      return t.composer.held.tooFast;
    case "overloaded":
      return t.composer.held.busy;
    default:
      return t.composer.held.notNow;
  }
}
