export { Bucket } from "./bucket.ts";
export { HeldCounts, type HeldCountsOptions } from "./held-counts.ts";
export { observeLimits } from "./limit-metrics.ts";
export { limitScripts } from "./limit-scripts.ts";
export { parseRate, type Rate } from "./rate.ts";
export { type Charge, rateLimited, type RateLimits, unlimited } from "./rate-limits.ts";
export { rateSetting } from "./rate-setting.ts";
export { SharedLimits, type SharedLimitsOptions } from "./shared-limits.ts";
export { accountSubject, addressSubject, type Subject } from "./subject.ts";
