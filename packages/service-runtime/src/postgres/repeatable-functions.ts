import { createHash } from "node:crypto";
import { type Kysely, sql } from "kysely";

/**
 * The functions of a database, which each release brings whole: `create or replace function …`, and `drop function if
 * exists …` for those of earlier releases that none needs.
 */
export interface RepeatableFunctions {
  /** Goes up with every release that changes a text: a lower one never replaces a higher one's. */
  readonly version: number;
  /** SQL, in the order in which they are installed. */
  readonly texts: readonly string[];
  /** The table whose rows they lock. Nobody is within a function while the set changes. */
  readonly lockedTable: string;
}

/** Tells two sets of texts apart. */
export function functionsHash({ texts }: RepeatableFunctions): string {
  return createHash("sha256").update(texts.join("\n")).digest("hex").slice(0, 16);
}

/** Where the installed set is written down; one row. */
export const installedFunctionsTable = `
create table installed_functions (
  only_row       boolean primary key default true check (only_row),
  version        int not null,
  hash           text not null
)`;

/**
 * Installs the set where the database has a lower version, or another text of the same one: a restarting instance of an
 * earlier release must not put yesterday's functions back. Answers whether it did. Only under the migrations' lock, in
 * their transaction; needs `installedFunctionsTable`.
 */
export async function installFunctions(trx: Kysely<unknown>, functions: RepeatableFunctions): Promise<boolean> {
  const { rows } = await sql<{ version: number; hash: string }>`
    select version, hash from installed_functions`.execute(trx);
  const [installed = { version: 0, hash: "" }] = rows;
  const { version, texts, lockedTable } = functions;
  const hash = functionsHash(functions);
  if (version < installed.version || (version === installed.version && hash === installed.hash)) return false;
  // Whoever is in a function holds a row's lock: they end first, and who calls one meanwhile waits at its first statement.
  await sql`lock table ${sql.table(lockedTable)} in exclusive mode`.execute(trx);
  for (const text of texts) await sql.raw(text).execute(trx);
  await sql`
    insert into installed_functions (version, hash) values (${version}, ${hash})
    on conflict (only_row) do update set version = excluded.version, hash = excluded.hash`.execute(trx);
  return true;
}
