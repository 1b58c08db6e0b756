import type { RateLimits } from "@hubbub/rate-limits";

/** The limits of an account and of an address that this service keeps, besides those of the sign-in guard. */
export const fairUseLimits = ["registrations", "refreshes", "reads", "search", "changes"] as const;

export type FairUseLimit = (typeof fairUseLimits)[number];

/** Nobody gets more than their share, on whichever instances they are. */
export type FairUse = RateLimits<FairUseLimit>;
