import { account } from "./account.ts";
import { announcements } from "./announcements.ts";
import { time } from "./time.ts";

/** What the page says: `t`. English is the source: the other languages have its keys, and no others. */
export const en = { account, announcements, time };
