export { type LinkLog, type LinkTimings, RedisLink } from "./redis-link.ts";
