import { type Kysely, sql } from "kysely";

/** Whether this role owns what there is, or may make what there is not. */
export async function mayChangeTables(db: Kysely<unknown>): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select coalesce((select pg_has_role(relowner, 'usage') from pg_class where oid = to_regclass('kysely_migration')),
                    has_schema_privilege('public', 'create')) as may`.execute(db);
  return rows[0]?.may === true;
}
