import { describe, expect, it } from "vitest";
import { noticeText } from "./notice-text.ts";

const base = { room_id: 7, seq: 1, created_at: "2026-01-01T00:00:00.000Z" };

describe("what is said of changes to a room", () => {
  it.each([
    [[added(5, 5)], "user-5 joined"],
    [[added(1, 1)], "You joined"],
    [[added(5, 2)], "user-5 was added"],
    [[added(1, 2)], "You were added"],
    [[added(5, 5), added(6, 6)], "user-5 and user-6 joined"],
    [[2, 3, 4, 5, 6].map((id) => added(id, id)), "user-2, user-3, user-4 and 2 others joined"],
    [[removed(5, "left")], "user-5 left"],
    [[removed(5, "removed")], "user-5 was removed"],
    [[changed({ topic: "ships on Thursday" })], "user-2 set the topic to “ships on Thursday”"],
    [[changed({ name: "release", topic: "" })], "user-2 renamed the room to release and removed the topic"],
    [[changed({ member: { user_id: 1, username: "user-1", role: "admin" } })], "user-2 made you an admin"],
    [[changed({})], "user-2 changed the room"],
  ])("%#: says it in a sentence", (notices, sentence) => {
    expect(noticeText(notices, 1)).toBe(sentence);
  });
});

function added(id: number, actor_id: number) {
  const users = [{ user_id: id, username: `user-${id}`, role: "member" as const }];
  return { ...base, type: "member_added" as const, actor_id, users };
}

function removed(id: number, reason: "left" | "removed") {
  const users = [{ user_id: id, username: `user-${id}` }];
  return { ...base, type: "member_removed" as const, actor_id: 2, users, reason };
}

function changed(change: {
  name?: string;
  topic?: string;
  member?: { user_id: number; username: string; role: "admin" };
}) {
  return { ...base, type: "room_updated" as const, actor_id: 2, username: "user-2", ...change };
}
