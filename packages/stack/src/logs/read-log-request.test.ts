import { expect, test } from "vitest";
import { readLogRequest } from "./read-log-request.ts";

const trace = "4bf92f3577b34da6a3ce929d0e0e4736";

test("without variables everything is asked for, and followed", () => {
  expect(readLogRequest({ SERVICE: "" })).toEqual({ filter: {}, lines: 200, follow: true, format: "pretty" });
});

test("each variable narrows it", () => {
  const env = { SERVICE: "chat-1, nginx", LEVEL: "WARN", USER_ID: "42", ROOM: "7", TRACE: trace };
  expect(readLogRequest({ ...env, LINES: "5", FOLLOW: "0", JSON: "1" })).toEqual({
    filter: { services: ["chat-1", "nginx"], level: "warn", userId: 42, roomId: 7, trace },
    lines: 5,
    follow: false,
    format: "json",
  });
});

test("all that is wrong is said at once", () => {
  const env = { LEVEL: "loud", USER_ID: "ada", ROOM: "-1", TRACE: "4bf9", LINES: "100001", FOLLOW: "yes" };
  expect(() => readLogRequest(env)).toThrow(/LEVEL.*\nTRACE|TRACE[^]*USER_ID[^]*ROOM[^]*LINES[^]*FOLLOW/);
});
