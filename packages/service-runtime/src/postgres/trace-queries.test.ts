import { expect, test } from "vitest";
import { statementName } from "./trace-queries.ts";

test.each([
  ['select "id" from "users" where "id" = $1', "select users"],
  ['insert into "sessions" ("id") values ($1)', "insert sessions"],
  ['update "room_members" set "role" = $1', "update room_members"],
  ['delete from "refresh_tokens" where "hash" = $1', "delete refresh_tokens"],
  ["/* prepared read_joins */ with x as (select 1) select * from x", "read_joins"],
  ["\n  /* prepared read_joins */ select 1", "read_joins"],
  ["with old as (select id from rooms) select * from old", "select rooms"],
  ["select 'from secrets', id from rooms", "select rooms"],
  ["begin", "begin"],
  ["vacuum", "statement"],
])("%s is called %s", (sql, name) => {
  expect(statementName(sql)).toBe(name);
});
