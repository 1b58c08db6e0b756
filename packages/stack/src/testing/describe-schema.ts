import { Client } from "pg";

/** All that a database's own schema holds, each thing by its name as Postgres itself describes it. */
export interface SchemaDescription {
  readonly columns: readonly string[];
  readonly constraints: readonly string[];
  readonly indexes: readonly string[];
  readonly functions: readonly string[];
}

const queries = {
  columns: `
    select format('%s.%s %s%s%s%s', table_name, column_name, data_type, coalesce(' collate ' || collation_name, ''),
                  case is_nullable when 'NO' then ' not null' else '' end,
                  coalesce(' default ' || column_default, ' ' || nullif(identity_generation, ''))) as it
      from information_schema.columns where table_schema = 'public' order by table_name, ordinal_position`,
  constraints: `
    select format('%s.%s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as it from pg_constraint
     where connamespace = 'public'::regnamespace and contype <> 'n' order by 1`,
  indexes: "select indexdef as it from pg_indexes where schemaname = 'public' order by 1",
  functions: `
    select pg_get_functiondef(oid) as it from pg_proc where pronamespace = 'public'::regnamespace order by oid::regprocedure::text`,
} as const;

/** For tests of migrations: two databases that are the same are described the same. */
export async function describeSchema(url: string): Promise<SchemaDescription> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const lists: [string, string[]][] = [];
    for (const [what, query] of Object.entries(queries)) {
      const { rows } = await client.query<{ it: string }>(query);
      lists.push([what, rows.map(({ it }) => it)]);
    }
    return Object.fromEntries(lists) as unknown as SchemaDescription;
  } finally {
    await client.end();
  }
}

/** Fills an empty database with what pg_dump wrote with `--inserts`. */
export async function loadDump(url: string, dump: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(dump);
  } finally {
    await client.end();
  }
}
