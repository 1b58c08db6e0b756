import { Client } from "pg";
import type { Scenario } from "../run/scenario.ts";

export const restoreOlderLog: Scenario = {
  name: "restore-older-log",
  title: "the log restored to an older state under running instances",
  recoversWithinMs: 15_000,
  async fault({ system, load, onEnd }) {
    const database = new Client({ connectionString: system.stack.databaseUrls.chat });
    await database.connect();
    onEnd(() => database.end());
    const rooms = [load.rooms];
    await database.query("begin");
    await database.query("select from rooms where id = any($1) order by id for no key update", rooms);
    const { rows: cut } = await database.query<{ id: string; last_seq: string }>(
      "update rooms set last_seq = last_seq / 2 where id = any($1) returning id, last_seq",
      rooms,
    );
    await database.query(
      "delete from room_log using rooms where room_id = id and id = any($1) and seq > last_seq",
      rooms,
    );
    for (const table of ["room_pins", "mentions"]) {
      await database.query(
        `delete from ${table} using rooms where room_id = id and id = any($1) and seq > last_seq`,
        rooms,
      );
    }
    // As a backup has them: of the replies that there were.
    await database.query("delete from threads where room_id = any($1)", rooms);
    await database.query(
      `select count_replies(room_id, thread_seq, count(*)::int, max(seq)) from room_log
        where room_id = any($1) and thread_seq is not null group by room_id, thread_seq`,
      rooms,
    );
    await database.query("commit");
    // Not while the rooms are locked: what waits for them would fill them past their old heads at once, and nobody could know.
    const heads = "unnest($1::bigint[], $2::bigint[]) as head (id, seq)";
    const values = [cut.map(({ id }) => id), cut.map(({ last_seq }) => last_seq)];
    await database.query("begin");
    await database.query(
      `update search_positions as place set seq = least(place.seq, head.seq) from ${heads} where room_id = id`,
      values,
    );
    await database.query(
      `delete from search_words as words using ${heads} where room_id = id and words.seq > head.seq`,
      values,
    );
    await database.query(
      `update search_words as words set version = least(version, head.seq) from ${heads} where room_id = id`,
      values,
    );
    await database.query("commit");
  },
  async afterwards({ load, expect }) {
    for (const roomId of load.rooms) {
      const readers = load.clients.filter(({ options }) => options.rooms.includes(roomId));
      const epochs = new Set(readers.map((client) => client.epoch(roomId)));
      expect(`everyone in room ${roomId} is in one epoch, not ${epochs.size}`, epochs.size === 1);
    }
    const moved = load.clients.every((client) => client.record().formerViews!.length === client.options.rooms.length);
    expect("everyone has left the old epoch of each room, once", moved);
  },
};
