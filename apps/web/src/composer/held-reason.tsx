import type { Held } from "@hubbub/client";
import { later } from "../strings/later.ts";
import { duration } from "../ui/waiting/duration.ts";
import { useSecondsUntil } from "../ui/waiting/use-seconds-until.ts";

/** Why messages wait though there is a connection, and when they go on. */
export function HeldReason({ held }: { held: Held }) {
  return (
    <p className="pb-1.5">
      <span className="sr-only">
        {reason(held)} {later.composer.held.goesOn}
      </span>
      <span aria-hidden>
        {reason(held)} <Rest held={held} />
      </span>
    </p>
  );
}

function Rest({ held }: { held: Held }) {
  const seconds = useSecondsUntil(held.untilMs);
  // Waits of a second follow one another: to count them would only flicker.
  return seconds > 1 ? later.composer.held.goesOnIn(duration(seconds)) : later.composer.held.oneByOne;
}

function reason({ code }: Held): string {
  switch (code) {
    case "rate_limited":
      return later.composer.held.tooFast;
    case "overloaded":
      return later.composer.held.busy;
    default:
      return later.composer.held.notNow;
  }
}
