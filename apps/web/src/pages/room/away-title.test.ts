import { HubbubError, LogItems, type NoticeFrame } from "@hubbub/client";
import { expect, test } from "vitest";
import { awayTitle } from "./away-title.ts";

const ben = { user_id: 2, username: "ben" };
const at = { room_id: 7, seq: 3, actor_id: 1, created_at: "2026-01-01T00:00:00.000Z" };
const removed = (reason: "removed" | "banned"): NoticeFrame => ({
  type: "member_removed",
  ...at,
  users: [ben],
  reason,
});
const newest = (notice: NoticeFrame) => LogItems.of([{ kind: "notice", seq: 3, notice }]);
const error = (code: "forbidden" | "room_not_found" | "internal") => ({
  newest: LogItems.none,
  error: new HubbubError(code),
});

test.each([
  [
    "a ban takes one out",
    { status: "removed", error: undefined, newest: newest(removed("banned")) },
    "You are banned from this room",
  ],
  [
    "somebody removes one",
    { status: "removed", error: undefined, newest: newest(removed("removed")) },
    "You are no longer in this room",
  ],
  [
    "one comes to a room that one is banned from",
    { status: "refused", ...error("forbidden") },
    "You are banned from this room",
  ],
  ["there is none", { status: "refused", ...error("room_not_found") }, "There is no such room"],
  ["something else is wrong", { status: "refused", ...error("internal") }, "The room could not be opened"],
  ["one reads it", { status: "joined", error: undefined, newest: newest(removed("banned")) }, undefined],
] as const)("where %s the page says it", (_, state, title) => {
  expect(awayTitle(state, ben.user_id)).toBe(title);
});
