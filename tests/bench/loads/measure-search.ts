import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import type { Figures } from "../figures/figures.ts";
import type { Load } from "./load.ts";
import type { RunContext } from "./run-context.ts";

/** How often each search is asked, one after the other. */
const askedPerSecond = 20;
/** Words that there are, the first of them far more often than the last. */
const vocabulary = 50_000;
const wordsPerMessage = 12;

/** In more than a fourth of all messages; in the first of each twelfth room. */
const [common, rare] = ["w0", "seldom"];

/** Searches of one after the other in all rooms, over as many messages as the load says a room has, indexed beforehand as after an upgrade. */
export async function measureSearch({ load, running, seconds }: RunContext): Promise<Figures> {
  const client = new pg.Client({ connectionString: running.databaseUrl! });
  await client.connect();
  try {
    const messages = await fill(client, load);
    const startedAt = performance.now();
    await indexAll(client);
    const indexSeconds = (performance.now() - startedAt) / 1_000;
    await client.query("vacuum analyze search_words");
    const { token } = running.seat(load.rooms.name, 0, 0);
    const ask = (query: string) =>
      askAll(`http://127.0.0.1:${running.ports[0]}`, token, query, askedPerSecond * seconds);
    const [commonMs, rareMs, bestMs] = [
      await ask(`q=${common}`),
      await ask(`q=${rare}`),
      await ask(`q=${common}&sort=best`),
    ];
    return {
      indexedPerSecond: messages / indexSeconds,
      commonSearchP95Ms: p95(commonMs),
      rareSearchP95Ms: p95(rareMs),
      bestSearchP95Ms: p95(bestMs),
    };
  } finally {
    await client.end();
  }
}

/** Once; answers how many there are. The log is written directly: a million sends would take minutes, and are measured by others. */
async function fill(client: pg.Client, { rooms, messages }: Load): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    "select count(*)::int as count from room_log where client_msg_id like 'search %'",
  );
  if (rows[0]!.count > 0) return rows[0]!.count;
  const ofSet = `${rooms.name} %`;
  const { rowCount } = await client.query(
    `insert into room_log (room_id, seq, kind, actor_id, client_msg_id, body, created_at)
     select room.id, room.last_seq + n, 'message', room.created_by, 'search ' || n,
            jsonb_build_object('username', 'bench', 'content', (
              select string_agg('w' || floor(power(random(), 3) * $2)::int, ' ') from generate_series(1, $3) where n > 0)
              || case when n = 1 and place % 12 = 1 then ' ' || $4 else '' end),
            now() - ($1 - n) * interval '1 minute' + place * interval '1 ms'
       from (select *, row_number() over (order by id) as place from rooms where name like $5) as room
      cross join generate_series(1, $1::int) as n`,
    [messages, vocabulary, wordsPerMessage, rare, ofSet],
  );
  await client.query("update rooms set last_seq = last_seq + $1::int where name like $2", [messages, ofSet]);
  await client.query("vacuum analyze room_log");
  return rowCount ?? 0;
}

/** As it is after an upgrade: the sweep finds all of it. */
async function indexAll(client: pg.Client): Promise<void> {
  await client.query(
    `insert into search_positions (room_id, seq, from_seq) select id, last_seq, last_seq from rooms
     on conflict (room_id) do update set seq = excluded.seq, from_seq = excluded.from_seq`,
  );
  const isLeft = async () => (await client.query("select 1 from search_positions where from_seq > 0 limit 1")).rowCount;
  while (await isLeft()) await pause(100);
}

/** Ms of each answer. */
async function askAll(url: string, token: string, query: string, times: number): Promise<number[]> {
  const ms: number[] = [];
  for (let count = 0; count < times; count += 1) {
    const startedAt = performance.now();
    const response = await fetch(`${url}/api/v1/messages/search?${query}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { results } = (await response.json()) as { results?: readonly unknown[] };
    if (results === undefined || results.length === 0) throw new Error(`${query} found nothing: ${response.status}`);
    ms.push(performance.now() - startedAt);
  }
  return ms;
}

function p95(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length * 0.95)] ?? 0;
}
