import { readFileSync } from "node:fs";
import { createLogger } from "@hubbub/service-runtime";
import { ensureIndexes } from "@hubbub/service-runtime/postgres";
import { describeSchema, loadDump, testDatabase } from "@hubbub/stack/testing";
import { Client } from "pg";
import { expect, onTestFinished, test } from "vitest";
import { chatRelease, migrateChat } from "./migrate-chat.ts";

const before = readFileSync(new URL("testing/as-of-migration-0005.sql", import.meta.url), "utf8");

/** With nothing in it, or with what an earlier release left. */
async function openDatabase(name: string, fill: (url: string) => Promise<void> = () => Promise.resolve()) {
  const database = await testDatabase(name, fill);
  const client = new Client({ connectionString: database.url });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await database.stop();
  });
  return { url: database.url, client };
}

test("several instances migrate at once, and again later, to one and the same log", async () => {
  const { url, client } = await openDatabase("empty");
  await Promise.all(Array.from({ length: 6 }, () => migrateChat(url)));
  const { rows: first } = await client.query("select epoch from log_epoch");
  await migrateChat(url);
  const { rows: later } = await client.query("select epoch from log_epoch");
  expect(later).toEqual(first);
  expect(later).toHaveLength(1);
});

test("room 1 is general, room 2 are the announcements, room 3 is nobody's, and the next ones do not collide with them", async () => {
  const { url, client } = await openDatabase("empty");
  await migrateChat(url);
  const { rows } = await client.query("select id::int, kind, name from rooms order by id");
  expect(rows).toEqual([
    { id: 1, kind: "public", name: "general" },
    { id: 2, kind: "announcement", name: "announcements" },
    { id: 3, kind: "private", name: "canary" },
  ]);
  const { rows: made } = await client.query(
    `insert into rooms (kind, name, name_key, created_by, create_key) values ('public', 'a', 'a', 1, 'a') returning id::int`,
  );
  expect(made[0]?.id).toBeGreaterThan(3);
});

test("a database of an earlier release becomes the same as a new one, and keeps what is in it", async () => {
  const fresh = await openDatabase("empty");
  await migrateChat(fresh.url);
  const earlier = await openDatabase("earlier", (url) => loadDump(url, before));
  const contents = async () => {
    // Without the columns that came since, and the canary's one member.
    const { rows: log } = await earlier.client.query(
      "select to_jsonb(room_log) - '{thread_seq,in_room}'::text[] as row from room_log order by room_id, seq",
    );
    const { rows: members } = await earlier.client.query(
      "select to_jsonb(room_members) - 'seen_seq' as row from room_members where user_id > 0 order by room_id, user_id",
    );
    return { log, members };
  };
  const kept = await contents();
  expect(kept.log.length).toBeGreaterThan(10);

  await migrateChat(earlier.url);
  const logger = createLogger({ service: "test", level: "silent" });
  for (const { url } of [fresh, earlier]) expect(await ensureIndexes(url, chatRelease, { logger })).toBe(true);
  expect(await describeSchema(earlier.url)).toEqual(await describeSchema(fresh.url));
  expect(await contents()).toEqual(kept);
  // All that was ever said is to be indexed.
  const { rows: toIndex } = await earlier.client.query(
    "select id from rooms join search_positions as place on id = room_id and seq = last_seq and from_seq = last_seq",
  );
  expect(toIndex.length).toBeGreaterThan(2);
});

test("rooms that are one to the eye all live on; no third can be made", async () => {
  const { url, client } = await openDatabase("earlier", (empty) => loadDump(empty, before));
  const names = [
    "Payroll",
    "Pay\u200broll",
    "PAY\u2060ROLL",
    "Straße",
    "Öl\u034f",
    "ÖL\u00ad",
    "Tea  Time",
    "\u3164",
    "\u2800",
  ];
  const add = (id: number, name: string) =>
    client.query(
      `insert into rooms (id, kind, name, name_key, created_by, create_key) values ($1, 'public', $2, $3, 1, $4)`,
      [id, name, name.normalize("NFKC").toLowerCase(), `room-${id}`],
    );
  for (const [at, name] of names.entries()) await add(201 + at, name);
  await client.query(
    `insert into rooms (id, kind, name, name_key, created_by, create_key)
     select 1000 + n, 'public', 'Ä ' || n, 'ä ' || n, 1, 'many-' || n from generate_series(1, 10500) as n`,
  );
  await add(20_000, "Behind  many");
  const keys = async () => {
    const { rows } = await client.query(
      "select name, name_key, look_key from rooms where id not between 1001 and 19999 and id > 200 order by id",
    );
    return rows;
  };

  await Promise.all([migrateChat(url), migrateChat(url)]);
  const migrated = [
    { name: "Payroll", name_key: "payroll", look_key: null },
    { name: "Pay\u200broll", name_key: "pay\u200broll", look_key: "payroll" },
    { name: "PAY\u2060ROLL", name_key: "pay\u2060roll", look_key: "payroll" },
    { name: "Straße", name_key: "strasse", look_key: null },
    { name: "Öl\u034f", name_key: "öl", look_key: null },
    { name: "ÖL\u00ad", name_key: "öl\u00ad", look_key: "öl" },
    { name: "Tea  Time", name_key: "tea time", look_key: null },
    { name: "\u3164", name_key: "", look_key: null },
    { name: "\u2800", name_key: "\u2800", look_key: "" },
    { name: "Behind  many", name_key: "behind many", look_key: null },
  ];
  expect(await keys()).toEqual(migrated);
  await migrateChat(url);
  expect(await keys()).toEqual(migrated);

  await client.query("set search_path = public");
  const create = { n: 0, actor_id: 1, kind: "public", name: "payroll", name_key: "payroll", topic: "", members: [] };
  const again = JSON.stringify([{ do: "create", items: [{ ...create, client_msg_id: "new" }] }]);
  const { rows } = await client.query("select append_to_log('{}', $1::jsonb) -> 'verdicts' as verdicts", [again]);
  expect(rows).toEqual([{ verdicts: [{ n: 0, no: "name_taken" }] }]);
});

test("whoever is a member of a room, or was in general, has been let in already", async () => {
  const { url, client } = await openDatabase("earlier", (empty) => loadDump(empty, before));
  const person = (userId: number) => ({ user_id: userId, username: `user${userId}` });
  const event = async (seq: number, kind: string, actorId: number, users: readonly number[]) => {
    const body = JSON.stringify({ users: users.map(person) });
    await client.query(
      `insert into public.room_log (room_id, seq, kind, actor_id, client_msg_id, body, created_at)
         values (1, $1::bigint, $2, $3, $1::text, $4, now())`,
      [seq, kind, actorId, body],
    );
  };
  const { rows: members } = await client.query<{ user_id: string }>("select distinct user_id from public.room_members");
  // Two who came together and went, one by himself; another was only in other rooms, and is in none.
  await event(1001, "member_added", 70, [70, 71]);
  await event(1002, "member_removed", 70, [70]);
  await event(1003, "member_removed", 69, [71]);

  await migrateChat(url);
  await client.query("set search_path = public");
  const { rows: known } = await client.query<{ user_id: string }>("select user_id from known_accounts");
  const knownIds = new Set(known.map(({ user_id }) => user_id));
  for (const { user_id } of members) expect(knownIds).toContain(user_id);
  expect([...knownIds]).toEqual(expect.arrayContaining(["69", "70", "71"]));

  const inGeneral = async () => {
    const { rows } = await client.query<{ user_id: string }>("select user_id from room_members where room_id = 1");
    return rows.map(({ user_id }) => user_id);
  };
  const earlier = await inGeneral();
  await client.query("select admit_newcomers($1)", [[...knownIds].map(Number).concat(999)]);
  expect(await inGeneral()).toEqual([...earlier, "999"]);
});

test("the statements of an earlier release's instances go on working beside this one", async () => {
  const { url, client } = await openDatabase("earlier", (empty) => loadDump(empty, before));
  await migrateChat(url);
  await client.query("set search_path = public");
  const append = async (step: string, item: object) => {
    const steps = JSON.stringify([{ do: step, items: [{ n: 0, room_id: 101, admin: false, ...item }] }]);
    const { rows } = await client.query<{ answer: { verdicts: object[] } }>(
      "select append_to_log($1::bigint[], $2::jsonb) as answer",
      [[101], steps],
    );
    return rows[0]!.answer.verdicts[0];
  };
  const ann = { actor_id: 1, username: "user1" };
  expect(
    await append("post", { actor_id: 1, client_msg_id: "a", body: { username: "user1", content: "x" } }),
  ).toMatchObject({ seq: 12 });
  const edit = { do: "edit", kind: "message_edited", client_msg_id: "b", seq: 12, content: "y" };
  expect(await append("change", { ...ann, ...edit })).toMatchObject({ seq: 13 });
  const archive = { do: "archive_room", kind: "room_updated", client_msg_id: "c" };
  expect(await append("change", { ...ann, ...archive })).toMatchObject({ seq: 14 });
  // Who leaves an archived room is let go: an earlier release does not say that its command may be carried out there.
  const leave = { do: "leave", kind: "member_removed", actor_id: 2, username: "user2", client_msg_id: "d" };
  expect(await append("change", leave)).toMatchObject({ seq: 15 });
});
