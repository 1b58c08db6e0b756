import { Client, escapeIdentifier, escapeLiteral } from "pg";

export interface DatabaseOwner {
  /** The name of the database and of the role that owns it. */
  readonly name: string;
  readonly password: string;
}

/** Makes each database that is missing, and its owner; nobody else may connect to it. May be repeated. */
export async function ensureDatabases(superuserUrl: string, owners: readonly DatabaseOwner[]): Promise<void> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    for (const { name, password } of owners) {
      const role = escapeIdentifier(name);
      if (!(await exists(client, "select 1 from pg_roles where rolname = $1", name))) {
        await client.query(`create role ${role} login`);
      }
      await client.query(`alter role ${role} password ${escapeLiteral(password)}`);
      if (!(await exists(client, "select 1 from pg_database where datname = $1", name))) {
        await client.query(`create database ${role} owner ${role}`);
      }
      await client.query(`revoke all on database ${role} from public`);
    }
  } finally {
    await client.end();
  }
}

async function exists(client: Client, sql: string, name: string): Promise<boolean> {
  return (await client.query(sql, [name])).rowCount !== 0;
}
