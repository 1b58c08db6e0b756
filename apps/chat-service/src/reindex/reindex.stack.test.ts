import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestLog, testLog } from "../room-log/testing/test-log.ts";

let log: TestLog;

beforeAll(async () => {
  log = await testLog();
});
afterAll(() => log.stop());

/** The command as an operator runs it. */
function reindex(env: Readonly<Record<string, string>>) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, "main.ts")], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], NODE_NO_WARNINGS: "1", ...env },
    timeout: 20_000,
  });
  return { status, stdout, stderr };
}

test("all rooms with messages are indexed again from their heads down, those of an index that was begun too", async () => {
  await log.sql("update search_positions set seq = room_id * 10, from_seq = 0");
  expect(reindex({ DATABASE_URL: log.url })).toEqual({
    status: 0,
    stdout: expect.stringMatching(/^the messages of 2 rooms are indexed again[^\n]*\n$/),
    stderr: "",
  });
  expect(await log.sql("select room_id, seq, from_seq from search_positions order by room_id")).toEqual([
    { room_id: 1, seq: 10, from_seq: 10 },
    { room_id: 2, seq: 20, from_seq: 20 },
    // Nobody looks for what a canary says.
    { room_id: 3, seq: 30, from_seq: 0 },
  ]);
});

test("what cannot be is told in one line", async () => {
  expect(reindex({})).toEqual({
    status: 1,
    stdout: "",
    stderr: expect.stringMatching(/^DATABASE_URL is missing[^\n]*\n$/),
  });
  const away = reindex({ DATABASE_URL: "postgres://ada:secret@127.0.0.1:1/chat" });
  expect(away).toMatchObject({ status: 1, stderr: expect.stringMatching(/^[^\n]+\n$/) });
  expect(away.stderr).not.toContain("secret");
});
