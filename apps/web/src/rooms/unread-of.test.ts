import type { MyRoom } from "@hubbub/client";
import { expect, test } from "vitest";
import { unreadOf } from "./unread-of.ts";

const people = [
  { user_id: 1, username: "ada" },
  { user_id: 2, username: "ben" },
];
const direct: Pick<MyRoom, "type" | "people" | "unread_count" | "mention_count"> = {
  type: "direct",
  people,
  unread_count: 3,
  mention_count: 0,
};

test("all of a direct conversation calls for one, of a room its mentions", () => {
  expect(unreadOf(direct, () => false)).toEqual({ isUnread: true, count: 3 });
  expect(unreadOf({ ...direct, type: "public", people: [], mention_count: 1 }, () => false)).toEqual({
    isUnread: true,
    count: 1,
  });
});

test("what somebody wrote whom one has blocked since calls for nobody", () => {
  expect(unreadOf(direct, (userId) => userId === 2)).toEqual({ isUnread: false, count: 0 });
});
