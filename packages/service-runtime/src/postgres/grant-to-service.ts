import { type Kysely, sql } from "kysely";

/** What only migrations write. */
const bookkeeping: readonly string[] = ["kysely_migration", "kysely_migration_lock", "installed_functions"];

/**
 * Lets a service's role read and change the rows of all tables, and nothing of the tables themselves. What it may already
 * is not granted again. For whoever owns the tables; throws where there is no such role.
 */
export async function grantToService(trx: Kysely<unknown>, role: string): Promise<void> {
  const { rows: database } = await sql<{ name: string; connects: boolean }>`
    select current_database() as name, has_database_privilege(${role}, current_database(), 'connect') as connects`.execute(
    trx,
  );
  for (const { name, connects } of database) {
    if (!connects) await sql`grant connect on database ${sql.id(name)} to ${sql.id(role)}`.execute(trx);
  }
  const { rows } = await sql<{ name: string; kind: string }>`
    select relname as name, relkind::text as kind from pg_class
     where relnamespace = 'public'::regnamespace
       and case when relkind = 'S' then not has_sequence_privilege(${role}, oid, 'usage')
                when relname = any (${bookkeeping}) then not has_table_privilege(${role}, oid, 'select')
                when relkind in ('r', 'p') then not (
                  has_table_privilege(${role}, oid, 'select') and has_table_privilege(${role}, oid, 'insert') and
                  has_table_privilege(${role}, oid, 'update') and has_table_privilege(${role}, oid, 'delete'))
                else false end`.execute(trx);
  for (const { name, kind } of rows) {
    const of = sql`${sql.raw(kind === "S" ? "sequence" : "table")} ${sql.id("public", name)} to ${sql.id(role)}`;
    if (kind === "S") await sql`grant usage, select on ${of}`.execute(trx);
    else if (bookkeeping.includes(name)) await sql`grant select on ${of}`.execute(trx);
    else await sql`grant select, insert, update, delete on ${of}`.execute(trx);
  }
}
