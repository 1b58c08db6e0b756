import pg from "pg";

const megabytes = 640;

/**
 * Fills 40 files of Postgres' log. They are used again after the stop that follows, as in any cluster that has
 * seen a few checkpoints; a new one fills each file with zeros first, and every commit waits.
 */
export async function ageLog(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      "select pg_logical_emit_message(false, 'bench', repeat('-', 1024 * 1024)) from generate_series(1, $1)",
      [megabytes],
    );
  } finally {
    await client.end();
  }
}
