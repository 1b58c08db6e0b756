import type { PublicationEffects } from "../broker/broker.ts";
import type { LogEvent } from "./log-event.ts";

/** What an instance must act on itself when these events reach it, from the broker or from a healed hole. */
export function logEffects(events: readonly LogEvent[]): PublicationEffects {
  throw new Error(`not yet ${events.length}`);
}
