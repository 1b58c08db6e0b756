import { type LogItem, LogItems } from "@hubbub/client";
import { expect, test } from "vitest";
import { toReadOut } from "./read-out.ts";

const items = LogItems.of([message(1, 2), message(2, 1), message(3, 2, 1), message(4, 2, 9), message(5, 2)]);
const read = (openThread?: number) => toReadOut(items, { before: 1, userId: 1, openThread }).map(({ seq }) => seq);

test("what others wrote since is read out", () => {
  expect(read()).toEqual([3, 4, 5]);
});

test("a reply that the room shows as well is read by its thread alone where that is open", () => {
  expect(read(1)).toEqual([4, 5]);
});

function message(seq: number, userId: number, threadSeq?: number): LogItem {
  const author = { user_id: userId, username: `user-${userId}` };
  const text = { content: "text", client_msg_id: `${seq}`, reactions: [], created_at: "2026-12-01T10:00:00.000Z" };
  const thread = threadSeq === undefined ? {} : { thread_seq: threadSeq, in_room: true };
  return { kind: "message", seq, message: { id: `7:${seq}`, room_id: 7, seq, ...author, ...text, ...thread } };
}
