import { expect, test } from "vitest";
import { entryReader } from "./log-entry.ts";
import { type LogFilter, matches } from "./log-filter.ts";

const entry = entryReader("chat-1")(
  '{"level":"info","time":"2026-12-01T15:44:31.092Z","service":"chat-service","actorId":4,"roomId":7,"trace":"4bf9"}',
);

test.each<[LogFilter, boolean]>([
  [{}, true],
  [{ services: ["chat-1"] }, true],
  [{ services: ["nginx", "chat"] }, true],
  [{ services: ["chat-service"] }, true],
  [{ services: ["chat-2"] }, false],
  [{ services: ["cha"] }, false],
  [{ level: "info" }, true],
  [{ level: "warn" }, false],
  [{ userId: 4 }, true],
  [{ userId: 7 }, false],
  [{ roomId: 7, trace: "4bf9" }, true],
  [{ roomId: 7, trace: "4bf" }, false],
  [{ roomId: 4 }, false],
])("%j: %s", (filter, expected) => {
  expect(matches(filter, entry)).toBe(expected);
});
