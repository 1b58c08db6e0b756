import type { en } from "./en/en.ts";
import type { enLater } from "./en/en-later.ts";

/** All that the page says in a language. English has it in two pieces: `later` comes with the parts that need it. */
export interface Catalogue {
  readonly now: typeof en;
  readonly later: typeof enLater;
}
