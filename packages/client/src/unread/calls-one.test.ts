import { expect, test } from "vitest";
import { callsOne } from "./calls-one.ts";

const me = { userId: 1, username: "ada", isBlocked: (userId: number) => userId === 9 };

test.each([
  ["its names, where the server does not say", { content: "@Ada", user_id: 2 }, true],
  ["no name of others", { content: "@bob", user_id: 2 }, false],
  ["one's id", { content: "@ada", user_id: 2, mentions: { user_ids: [3, 1] } }, true],
  ["other ids than one's own", { content: "@bob", user_id: 2, mentions: { user_ids: [3] } }, false],
  ["all of the room", { content: "@room", user_id: 2, mentions: { user_ids: [], room: "room" as const } }, true],
  ["nothing of whom one has blocked", { content: "@ada", user_id: 9, mentions: { user_ids: [1] } }, false],
])("a message calls for oneself by %s", (_by, message, calls) => {
  expect(callsOne(message, me)).toBe(calls);
});
