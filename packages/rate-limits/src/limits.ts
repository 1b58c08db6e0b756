// Rate limits: rate_limit_entries, rate_limits_alone, rate_limited_total{limit}

/** Shares of accounts, and as many of addresses, that one instance remembers, some 200 bytes each; past it those untouched for longest are forgotten. */
export const maxRememberedShares = 200_000;
/** Of a burst, what an instance spends before it tells the others: half of it at a time, so that few messages cost a command. */
export const leasesPerBurst = 2;
/**
 * Ms in which what was spent is gathered before it is told: waking up for it costs more than telling. With 25 it cost 15 % of
 * the chat instances' CPU at 300 messages a second.
 */
export const settleGatherMs = 250;
/** Subjects told of in one pipeline: Redis does nothing else meanwhile. */
export const maxSubjectsPerSettle = 200;
/** Ms that a question may wait for Redis before this instance decides alone: a tenth of what a person notices as slow. */
export const sharedAnswerMs = 250;
/** Ms for which nothing is asked after a question that waited in vain. */
export const sharedRestMs = 1_000;
/** Ms in which changes of what an instance holds are gathered: only of those who hold much, so there are few. */
export const heldGatherMs = 25;
/** Ms for which what an instance holds counts without being told again: it may have died. */
export const heldTtlMs = 30_000;
