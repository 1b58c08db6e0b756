import { isForGood } from "../../ui/time/is-for-good.ts";

/** A mute that is over may still be told. */
export function isMuted(until: string | undefined): boolean {
  return until !== undefined && (isForGood(until) || Date.parse(until) > new Date().getTime());
}
