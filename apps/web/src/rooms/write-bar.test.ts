import type { Room } from "@hubbub/ws-protocol";
import { expect, test } from "vitest";
import { writeBar } from "./write-bar.ts";

const room: Room = {
  id: 7,
  name: "general",
  type: "public",
  topic: "",
  created_by: 1,
  last_seq: 1,
  member_count: 2,
  created_at: "2026-01-01T00:00:00.000Z",
  people: [],
};
const [ada, ben] = [
  { user_id: 1, username: "ada" },
  { user_id: 2, username: "ben" },
];
const direct: Room = { ...room, type: "direct", people: [ada, ben] };
const me = { id: 1, admin: false };
const free = { mutedUntil: undefined, isBlocked: () => false };
const until = "2026-12-01T12:00:00.000Z";

test("who is neither muted nor has blocked the other may write", () => {
  expect(writeBar(room, me, free)).toBeUndefined();
  expect(writeBar(direct, me, free)).toBeUndefined();
});

test("a mute holds for members, and for no server admin", () => {
  expect(writeBar(room, me, { ...free, mutedUntil: until })).toEqual({ kind: "muted", until });
  expect(writeBar(room, { ...me, admin: true }, { ...free, mutedUntil: until })).toBeUndefined();
});

test("a block holds in the room of the two, also for a server admin, and nowhere else", () => {
  const isBlocked = (userId: number) => userId === ben.user_id;
  expect(writeBar(direct, me, { ...free, isBlocked })).toEqual({ kind: "blocked", peer: ben });
  expect(writeBar(direct, { ...me, admin: true }, { ...free, isBlocked })).toEqual({ kind: "blocked", peer: ben });
  expect(writeBar(room, me, { ...free, isBlocked })).toBeUndefined();
});

test("in an archived room nobody writes, whatever else holds", () => {
  const archived = { ...room, archived_at: until };
  expect(writeBar(archived, me, { ...free, mutedUntil: until })).toMatchObject({ kind: "rule" });
});
