import { expect, test } from "vitest";
import { entryReader } from "./log-entry.ts";

const local = (text: string) => new Date(text).getTime();

test.each([
  [
    '{"level":"warn","time":"2026-12-01T15:44:31.092Z","service":"chat-service","userId":4,"msg":"Redis is away"}',
    { timeMs: Date.UTC(2026, 11, 1, 15, 44, 31, 92), level: "warn", message: "Redis is away", fields: { userId: 4 } },
  ],
  [
    '{"time":"2026-12-01T15:44:31+00:00","method":"GET","path":"/x","status":200,"request_id":"79bf"}',
    { timeMs: Date.UTC(2026, 11, 1, 15, 44, 31), level: "debug", message: "GET /x 200" },
  ],
  ['{"time":"2026-12-01T15:44:31+00:00","method":"GET","path":"/x","status":502,"request_id":"79"}', { level: "warn" }],
  [
    "2026-12-01 15:44:26.897 UTC [23766] FATAL:  the database system is starting up",
    { timeMs: Date.UTC(2026, 11, 1, 15, 44, 26, 897), level: "error", message: "the database system is starting up" },
  ],
  [
    "7678:M 01 Dec 2026 15:51:27.349 # WARNING Memory overcommit must be enabled!",
    { timeMs: local("2026-12-01T15:51:27.349"), level: "warn", message: "WARNING Memory overcommit must be enabled!" },
  ],
  [
    'ts=2026-12-01T15:46:46.625Z caller=main.go:823 level=warn msg="Received SIGTERM, \\"exiting\\""',
    { timeMs: Date.UTC(2026, 11, 1, 15, 46, 46, 625), level: "warn", message: 'Received SIGTERM, \\"exiting\\"' },
  ],
  ['time="2026-12-01T15:51:38Z" level=INFO msg=ready', { level: "info", message: "ready" }],
  [
    "2026/12/01 15:51:40 [crit] 12#12: no file",
    { timeMs: local("2026-12-01T15:51:40"), level: "error", message: "12#12: no file" },
  ],
])("%s", (line, expected) => {
  expect(entryReader("part")(line)).toMatchObject({ part: "part", line, continues: false, ...expected });
});

test("a line that says no time goes on with the one before, as what Postgres adds does", () => {
  const read = entryReader("postgres");
  const first = read("2026-12-01 15:44:26.897 UTC [1] ERROR:  no");
  for (const line of ["2026-12-01 15:44:26.898 UTC [1] STATEMENT:  select", "    at somewhere", '{"broken'])
    expect(read(line)).toEqual({ ...first, message: line, line, continues: true });
});
