import type { RoomFile } from "@hubbub/client";
import type { Message } from "@hubbub/ws-protocol";
import { expect, test } from "vitest";
import { withNews } from "./with-news.ts";

const author = { user_id: 7, username: "ada", created_at: "2026-12-01T10:00:00Z" };
const file = (name: string) => ({ id: name, name, size: 1, content_type: "text/plain" });
const listed = (seq: number, name: string): RoomFile => ({ attachment: file(name), seq, ...author });
const message = (seq: number, ...names: readonly string[]): Message => ({
  id: `1:${seq}`,
  room_id: 1,
  seq,
  content: "",
  client_msg_id: `c${seq}`,
  reactions: [],
  ...author,
  ...(names.length > 0 && { attachments: names.map(file) }),
});
const names = (files: readonly RoomFile[]) => files.map(({ attachment }) => attachment.name);

test("a file that has just come is the first", () => {
  expect(names(withNews([listed(5, "old")], [message(5, "old"), message(8, "new")], true))).toEqual(["new", "old"]);
});

test("the files of one message stay in their order", () => {
  expect(names(withNews([], [message(8, "one", "two")], false))).toEqual(["one", "two"]);
});

test("what goes with a deleted message goes from the list", () => {
  const deleted = { ...message(5), deleted_at: "2026-12-01T11:00:00Z" };
  expect(names(withNews([listed(6, "stays"), listed(5, "goes")], [deleted], false))).toEqual(["stays"]);
});

test("a file that is older than all that was listed waits for its page", () => {
  expect(names(withNews([listed(50, "listed")], [message(3, "older")], true))).toEqual(["listed"]);
  expect(names(withNews([listed(50, "listed")], [message(3, "older")], false))).toEqual(["listed", "older"]);
});

test("a message in a thread says so", () => {
  expect(withNews([], [{ ...message(8, "new"), thread_seq: 2 }], false)).toMatchObject([{ seq: 8, thread_seq: 2 }]);
});
