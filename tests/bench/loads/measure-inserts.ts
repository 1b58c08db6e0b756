import pg from "pg";
import type { Figures } from "../figures/figures.ts";
import { warmUpSeconds } from "./warm-up-seconds.ts";

const connections = 8;

const insert = {
  name: "insert",
  text: `insert into bench_log (room_id, seq, kind, actor_id, client_msg_id, body, created_at)
         values ($1, $2, 'message', $1, $3, $4, now())`,
};
const body = JSON.stringify({ content: "and then we should see ".padEnd(120, "."), username: "bench-1" });

/** What ingest is compared with: rows written one by one, each its own commit, into a table like room_log. */
export async function measureInserts(databaseUrl: string, seconds: number): Promise<Figures> {
  const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: databaseUrl }));
  await Promise.all(clients.map((client) => client.connect()));
  try {
    const { rows } = await clients[0]!.query<{ fsync: string }>("show fsync");
    if (rows[0]?.fsync !== "on") throw new Error("Postgres runs without fsync: nothing it says would count");
    await clients[0]!.query("drop table if exists bench_log; create table bench_log (like room_log including all)");
    const from = performance.now() + warmUpSeconds(seconds) * 1_000;
    const until = from + seconds * 1_000;
    const counts = await Promise.all(clients.map((client, index) => insertUntil(client, index + 1, from, until)));
    return { committedPerSecond: counts.reduce((sum, one) => sum + one, 0) / seconds };
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

/** How many rows were committed between the two times. */
async function insertUntil(client: pg.Client, room: number, from: number, until: number): Promise<number> {
  let counted = 0;
  for (let seq = 1, now = 0; (now = performance.now()) < until; seq += 1) {
    await client.query({ ...insert, values: [room, seq, `message-${seq}`, body] });
    if (now >= from) counted += 1;
  }
  return counted;
}
