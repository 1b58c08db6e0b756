import { readdirSync, readFileSync } from "node:fs";
import type { RepeatableFunctions } from "@hubbub/service-runtime/postgres";

const folder = new URL("sql/", import.meta.url);
/** What the others are made of. */
const first = "shared.sql";

/**
 * The functions through which every row of every log goes; `sql/append-to-log.sql` is the way in, and `append_<do>` in a
 * file of its own is what a command does. A test says when `version` must go up.
 */
export const appendFunctions: RepeatableFunctions = {
  version: 16,
  texts: [first, ...readdirSync(folder).toSorted().filter(isOther)].map((file) =>
    readFileSync(new URL(file, folder), "utf8"),
  ),
  lockedTable: "rooms",
};

function isOther(file: string): boolean {
  return file.endsWith(".sql") && file !== first;
}
