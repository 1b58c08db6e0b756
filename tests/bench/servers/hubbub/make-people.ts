import { hash } from "@node-rs/argon2";
import pg from "pg";

export const sharedPassword = "correct horse battery";

/** The cheapest that argon2 knows: ten thousand logins must not take minutes. */
const cheapest = { memoryCost: 8, timeCost: 1, parallelism: 1 };

/** Writes accounts into hubbub_users, all with one password hash. Answers their usernames. */
export async function makePeople(databaseUrl: string, count: number): Promise<string[]> {
  const passwordHash = await hash(sharedPassword, cheapest);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ username: string }>(
      `insert into users (username, username_key, email, email_key, password_hash, created_at)
       select name, name, name || '@example.org', name || '@example.org', $2, now()
         from (select 'bench-' || number as name from generate_series(1, $1::int) as number) as named
       returning username`,
      [count, passwordHash],
    );
    return rows.map(({ username }) => username);
  } finally {
    await client.end();
  }
}
