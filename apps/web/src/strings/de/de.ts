import type { Catalogue } from "../catalogue.ts";
import { account } from "./account.ts";
import { announcements } from "./announcements.ts";
import { settings } from "./settings.ts";
import { time } from "./time.ts";

export const de: Catalogue = {
  now: { account, announcements, time },
  later: { settings },
};
