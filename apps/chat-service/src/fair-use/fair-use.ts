import { accountSubject, type RateLimits } from "@hubbub/rate-limits";
import type { Actor } from "../room-log/actor.ts";

/** The limits of an account and of an address that this service keeps. */
export const fairUseLimits = [
  "messages",
  "room_messages",
  "changes",
  "memberships",
  "rooms",
  "adds",
  "direct",
  "reads",
  "search",
  "uploads",
  "connects",
] as const;

export type FairUseLimit = (typeof fairUseLimits)[number];

/** Nobody gets more than their share, on whichever instances they are. */
export type FairUse = RateLimits<FairUseLimit>;

/** For what server admins do for others, and may do without end. Throws `rate_limited`. */
export async function spendUnlessAdmin(
  fairUse: FairUse,
  { userId, serverAdmin }: Actor,
  name: Extract<FairUseLimit, "memberships" | "rooms" | "adds" | "direct">,
): Promise<void> {
  if (!serverAdmin) await fairUse.spend(accountSubject(userId), { name });
}

/** For an event that everybody in a room gets, be it of a message or of the room itself. Throws `rate_limited`. */
export function spendChange(fairUse: FairUse, { userId }: Pick<Actor, "userId">): void {
  fairUse.spendNow(accountSubject(userId), { name: "changes" });
}

/** For a page of whatever is listed. Throws `rate_limited`. */
export function spendRead(fairUse: FairUse, userId: number): void {
  fairUse.spendNow(accountSubject(userId), { name: "reads" });
}

/** For a look into all that one may read. Throws `rate_limited`. */
export function spendSearch(fairUse: FairUse, userId: number): void {
  fairUse.spendNow(accountSubject(userId), { name: "search" });
}
