import { Client, escapeIdentifier, escapeLiteral } from "pg";

export interface OwnedDatabase {
  /** The name of the database and of the role that owns it, and changes its tables. */
  readonly name: string;
  readonly password: string;
  /** The role that the service comes as. What it may do, the migrations grant it. */
  readonly service: Role;
}

/** A role that may log in and owns nothing. */
export interface Role {
  readonly name: string;
  readonly password: string;
}

/**
 * Makes each database that is missing, and its two roles; nobody else may connect to it. Also the role of who measures
 * Postgres, which may read its statistics and nothing that is in a database. May be repeated.
 */
export async function ensureDatabases(
  superuserUrl: string,
  databases: readonly OwnedDatabase[],
  exporter: Role,
): Promise<void> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    for (const { name, password, service } of databases) {
      await ensureRole(client, name, password);
      await ensureRole(client, service.name, service.password);
      const database = escapeIdentifier(name);
      if (!(await exists(client, "select 1 from pg_database where datname = $1", name))) {
        await client.query(`create database ${database} owner ${escapeIdentifier(name)}`);
      }
      await client.query(`revoke all on database ${database} from public`);
    }
    await ensureRole(client, exporter.name, exporter.password);
    await client.query(`alter role ${escapeIdentifier(exporter.name)} connection limit 3`);
    await client.query(`grant pg_monitor to ${escapeIdentifier(exporter.name)}`);
  } finally {
    await client.end();
  }
}

async function ensureRole(client: Client, name: string, password: string): Promise<void> {
  const role = escapeIdentifier(name);
  if (!(await exists(client, "select 1 from pg_roles where rolname = $1", name))) {
    await client.query(`create role ${role} login`);
  }
  await client.query(`alter role ${role} password ${escapeLiteral(password)}`);
}

async function exists(client: Client, sql: string, name: string): Promise<boolean> {
  return (await client.query(sql, [name])).rowCount !== 0;
}
