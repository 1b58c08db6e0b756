import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import type { Figures } from "../figures/figures.ts";
import { type GeneratedConnection, startGenerator } from "../generator/start-generator.ts";
import { assertAllIn } from "./assert-all-in.ts";
import { cpuUsPer, sampleCpu } from "./cpu-sample.ts";
import { placeConnections } from "./place-connections.ts";
import type { RunContext } from "./run-context.ts";

/** People of each room who stay, one on each instance, and send what the others miss. */
export const keepersPerRoom = 2;

/** What is missed is sent in this time, or sooner where little is. */
const maxFillSeconds = 4;
/** Postgres' counters show what a connection did a second ago; only a run that is no measurement waits for less. */
const maxStatisticsMs = 2_500;

/** Everybody but the keepers comes back with a position from before the last messages, 500 handshakes under way at a time. */
export async function measureResume({ binary, load, server, running, seconds }: RunContext): Promise<Figures> {
  const client = new pg.Client({ connectionString: running.databaseUrl! });
  await client.connect();
  const connections = withPositions(placeConnections(load, running), load.rooms.perRoom, await readHeads(client));
  const returning = connections.filter(({ group }) => group === 1).length;
  const sent = load.messages * load.rooms.rooms;
  const fillSeconds = Math.min(maxFillSeconds, seconds);
  const statisticsMs = Math.min(maxStatisticsMs, seconds * 1_000);
  const generator = startGenerator({
    binary,
    script: server.script,
    connections,
    arguments: ["--even", "--rate", String(sent / fillSeconds), "--seconds", String(fillSeconds), "--opening", "500"],
  });
  try {
    await generator.next("ready");
    generator.go();
    assertAllIn(await generator.next("joined"), connections.length - returning);
    await generator.next("settled");
    generator.go();
    await generator.next("begin");
    await generator.next("end");
    await generator.next("drained");
    await generator.next("ready-to-catch-up");
    await pause(statisticsMs);
    const commitsBefore = await readCommits(client);
    const before = sampleCpu(running);
    generator.go();
    const caughtUp = await generator.next("caught-up");
    const after = sampleCpu(running);
    const result = await generator.next("result");
    if (caughtUp.caughtUp !== returning) throw new Error(`${caughtUp.caughtUp} of ${returning} caught up`);
    await pause(statisticsMs);
    const cpu = cpuUsPer(returning, before, after);
    return {
      caughtUpSeconds: caughtUp.ms / 1_000,
      queriesPerClient: ((await readCommits(client)) - commitsBefore) / returning,
      joinP99Ms: result.openingUs.p99 / 1_000,
      chatCpuUsPerJoin: cpu.chat,
      cpuUsPerJoin: cpu.all,
      lost: result.lost,
      duplicated: result.duplicated + result.stray,
    };
  } finally {
    await generator.stop();
    await client.end();
  }
}

function withPositions(
  connections: readonly GeneratedConnection[],
  perRoom: number,
  heads: ReadonlyMap<string, number>,
): GeneratedConnection[] {
  return connections.map((connection, index) => {
    if (index % perRoom < keepersPerRoom) return connection;
    return { ...connection, group: 1, extra: `,"after_seq":${heads.get(connection.room) ?? 0}` };
  });
}

async function readHeads(client: pg.Client): Promise<Map<string, number>> {
  const { rows } = await client.query<{ id: string; head: number }>(
    "select id::text, last_seq::int as head from rooms",
  );
  return new Map(rows.map(({ id, head }) => [id, head]));
}

async function readCommits(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ commits: number }>(
    "select xact_commit::int as commits from pg_stat_database where datname = current_database()",
  );
  return rows[0]!.commits;
}
