export { Bucket } from "./bucket.ts";
export { parseRate, type Rate } from "./rate.ts";
export { type Charge, rateLimited, type RateLimits, unlimited } from "./rate-limits.ts";
export { rateSetting } from "./rate-setting.ts";
export { accountSubject, addressSubject, type Subject } from "./subject.ts";
