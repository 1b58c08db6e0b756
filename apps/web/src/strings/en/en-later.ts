import { admin } from "./admin.ts";
import { settings } from "./settings.ts";

/** What the pages say that most visits do not need: `later`. */
export const enLater = { admin, settings };
