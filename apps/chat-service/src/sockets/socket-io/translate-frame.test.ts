import type { ServerFrame } from "@hubbub/ws-protocol";
import { expect, test } from "vitest";
import { encodeFrame } from "../../delivery/encode-frame.ts";
import { noAuthInTime, sendAuthFirst } from "../session/auth-awaited.ts";
import { translateFrame } from "./translate-frame.ts";

const translate = (frame: ServerFrame) => translateFrame(encodeFrame(frame));
const eventsOf = (frame: ServerFrame): unknown[] =>
  translate(frame).packets.map((packet) => JSON.parse(packet.slice(1)) as unknown);

const message = {
  id: "7:3",
  room_id: 7,
  seq: 3,
  user_id: 1,
  username: "ada",
  content: "Hi",
  client_msg_id: "m1",
  created_at: "2026-01-01T00:00:00.000Z",
  reactions: [{ emoji: "👍", user_ids: [2] }],
};
const translated = {
  id: "7:3",
  roomId: 7,
  seq: 3,
  userId: 1,
  username: "ada",
  message: "Hi",
  clientMsgId: "m1",
  timestamp: "2026-01-01T00:00:00.000Z",
  reactions: [{ emoji: "👍", userIds: [2] }],
};

test("a message has the dialect's names", () => {
  expect(eventsOf({ type: "new_message", ...message })).toEqual([["message", translated]]);
});

test("a join brings the history and who is here", () => {
  const room = { id: 7, name: "x", type: "public", topic: "", created_by: 1, last_seq: 3, member_count: 2 } as const;
  const frame: ServerFrame = {
    type: "room_joined",
    ref: 5,
    room_id: 7,
    room: { ...room, created_at: message.created_at, people: [] },
    me: { user_id: 1, last_read_seq: 0 },
    epoch: "e",
    last_seq: 3,
    messages: [message],
    recovered: false,
    has_more: true,
    users: [{ user_id: 1, username: "ada" }],
    user_count: 80,
  };
  expect(eventsOf(frame)).toEqual([
    ["message_history", [translated], { roomId: 7, hasMore: true }],
    ["room_users", [{ userId: 1, username: "ada" }], { roomId: 7, userCount: 80 }],
  ]);
  expect(translate(frame)).toMatchObject({ ref: 5, answer: { ok: true, roomId: 7, lastSeq: 3, userCount: 80 } });
});

test("an error names the field as the client wrote it", () => {
  const error = { type: "error", code: "invalid_argument", field: "is_typing", retryable: false } as const;
  const payload = { code: "invalid_argument", field: "isTyping", retryable: false, message: "isTyping is missing" };
  const frame = { ...error, ref: 1, message: "is_typing is missing" };
  expect(eventsOf(frame)).toEqual([["error", payload]]);
  expect(translate(frame)).toMatchObject({ isError: true, answer: { ok: false, ...payload } });
});

test.each([
  [
    { field: "room_id", message: "room_id must be a number" },
    /^roomId must be a number\. Rooms have numbers: POST \/api/,
  ],
  [{ field: "token", message: "token is missing" }, /^token is missing\. POST \/api\/v1\/users\/login/],
  [{ message: sendAuthFirst }, /^Send authenticate \{token\} first\. POST \/api\/v1\/users\/login/],
  [{ message: noAuthInTime }, /^No authenticate \{token\} came within 10 s\. POST/],
])("an error says what to do that an older client does not know: %j", (error, message) => {
  const frame = { type: "error", code: "invalid_argument", retryable: false, ...error } as const;
  expect(eventsOf(frame)).toEqual([
    ["error", expect.objectContaining({ message: expect.stringMatching(message) as string })],
  ]);
});

test("an acknowledgement has the message's id", () => {
  const { room_id, seq, client_msg_id, created_at } = message;
  const ack = { type: "message_ack", room_id, seq, client_msg_id, created_at, duplicate: true, ref: 9 } as const;
  expect(translate(ack)).toMatchObject({ ref: 9, packets: [] });
  expect(translate(ack).answer).toEqual({
    ok: true,
    id: "7:3",
    roomId: 7,
    seq: 3,
    clientMsgId: "m1",
    timestamp: message.created_at,
    duplicate: true,
  });
});

test("comings and goings ask for a new list; those of a crowd are told by it alone", () => {
  const person = { user_id: 2, username: "bob" };
  const joined: ServerFrame = { type: "user_joined", room_id: 7, ...person, user_count: 2 };
  expect(eventsOf(joined)).toEqual([["user_joined", { roomId: 7, userId: 2, username: "bob", userCount: 2 }]]);
  expect(translate(joined).peopleOf).toBe(7);
  const crowd: ServerFrame = { type: "room_users", room_id: 7, joined: [person], left: [], user_count: 51 };
  expect(translate(crowd)).toMatchObject({ packets: [], peopleOf: 7 });
});

test("the bytes that a fan-out hands to every reader are translated once", () => {
  const bytes = encodeFrame({ type: "new_message", ...message });
  expect(translateFrame(bytes)).toBe(translateFrame(bytes));
});
