import { Client, escapeIdentifier, escapeLiteral } from "pg";

export interface OwnedDatabase {
  /** The name of the database and of the role that owns it, and changes its tables. */
  readonly name: string;
  readonly password: string;
  /** The role that the service comes as. What it may do, the migrations grant it. */
  readonly service: { readonly name: string; readonly password: string };
}

/** Makes each database that is missing, and its two roles; nobody else may connect to it. May be repeated. */
export async function ensureDatabases(superuserUrl: string, databases: readonly OwnedDatabase[]): Promise<void> {
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
