import { expect, test } from "vitest";
import type { LogEvent } from "./log-event.ts";
import { logEffects } from "./log-effects.ts";

const place = {
  roomId: 1,
  seq: 1,
  actorId: 1,
  clientMsgId: "x",
  targetSeq: undefined,
  state: undefined,
  createdAt: new Date(0),
};
const ann = { user_id: 1, username: "ann", role: "member" as const };
const bob = { user_id: 2, username: "bob", role: "member" as const };

const added = (...users: (typeof ann)[]): LogEvent => ({ ...place, kind: "member_added", body: { users } });
const removed = (...users: (typeof ann)[]): LogEvent => ({
  ...place,
  kind: "member_removed",
  body: { users, reason: "left" },
});

test("tells who came and who went, by what was last", () => {
  expect(logEffects([added(ann, bob), removed(bob)])).toEqual({
    added: [1],
    removed: [2],
    removals: [{ seq: 1, userId: 2 }],
  });
  expect(logEffects([removed(ann), added(ann)])).toEqual({ added: [1], removals: [{ seq: 1, userId: 1 }] });
});

test("tells whose content is gone: the message and its edits", () => {
  const deleted: LogEvent = {
    ...place,
    kind: "message_deleted",
    targetSeq: 5,
    body: { username: "ann", erased: [7, 9] },
  };
  expect(logEffects([deleted])).toEqual({ deleted: [5, 7, 9] });
});

test("tells whose frames show what is not there any more: those who quote what was edited, deleted or not kept", () => {
  const edit = { username: "ann", content: "b" };
  const edited: LogEvent = { ...place, kind: "message_edited", targetSeq: 5, body: { ...edit, quoted_by: [8, 11] } };
  const deleted: LogEvent = {
    ...place,
    kind: "message_deleted",
    targetSeq: 6,
    body: { username: "ann", erased: [9, 12] },
  };
  const expired: LogEvent = { ...place, kind: "messages_expired", body: { up_to_seq: 7, quoted_by: [10] } };
  expect(logEffects([edited, deleted, expired])).toEqual({ deleted: [8, 11, 6, 9, 12, 7, 10] });
  expect(logEffects([{ ...edited, body: edit }])).toEqual({});
});

test("tells that the room was archived, and nothing where there is nothing to do", () => {
  const archived: LogEvent = {
    ...place,
    kind: "room_updated",
    body: { username: "ann", archived_at: "2026-01-01T00:00:00.000Z" },
  };
  const renamed: LogEvent = { ...place, kind: "room_updated", body: { username: "ann", name: "new" } };
  expect(logEffects([renamed, archived])).toEqual({ archived: true });
  expect(logEffects([renamed])).toEqual({});
});

test("an event of a later release does nothing here", () => {
  const later = { ...place, kind: "later" as const, laterKind: "poll_opened", body: { users: [] } };
  expect(logEffects([later, removed(bob)])).toEqual({ removed: [2], removals: [{ seq: 1, userId: 2 }] });
});
