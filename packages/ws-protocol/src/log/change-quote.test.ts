import { expect, test } from "vitest";
import type { Message } from "../fields.ts";
import { maxQuoteCodePoints } from "../text/quoted-text.ts";
import { changeQuote, type LogFrame } from "./log-kinds.ts";

const created_at = "2026-01-01T00:00:00.000Z";
const reply: Message = {
  id: "7:5",
  room_id: 7,
  seq: 5,
  user_id: 2,
  username: "bob",
  content: "yes",
  client_msg_id: "b",
  created_at,
  reply_to: 3,
  quote: { seq: 3, user_id: 1, username: "ada", content: "shall we?" },
  reactions: [],
};
const event = { room_id: 7, created_at, user_id: 1, username: "ada" };

function edited(target_seq: number, content: string): LogFrame {
  return { ...event, type: "message_edited", seq: 6, target_seq, content, edited_at: created_at };
}

function deleted(target_seq: number): LogFrame {
  return { ...event, type: "message_deleted", seq: 7, target_seq };
}

function expired(up_to_seq: number): LogFrame {
  return { type: "messages_expired", room_id: 7, created_at, seq: 8, up_to_seq };
}

test("a quote shows the text that its message was given", () => {
  const changed = changeQuote(reply, edited(3, "shall we go?"));
  expect(changed).toEqual({ ...reply, quote: { ...reply.quote, content: "shall we go?" } });
  expect(changeQuote(reply, edited(3, "x".repeat(300))).quote?.content).toBe("x".repeat(maxQuoteCodePoints));
});

test("a quote of a message that is deleted, or not kept any longer, says so and shows nothing of it", () => {
  const gone = { ...reply, quote: { ...reply.quote, content: "", deleted: true } };
  expect(changeQuote(reply, deleted(3))).toEqual(gone);
  expect(changeQuote(reply, expired(3))).toEqual(gone);
  expect(changeQuote(reply, expired(4))).toEqual(gone);
});

test("a deleted message does not come back into a quote with an edit from before", () => {
  const gone = changeQuote(reply, deleted(3));
  expect(changeQuote(gone, edited(3, "shall we go?"))).toBe(gone);
});

test("what concerns other messages leaves a quote as it is, and a message without one too", () => {
  const { quote: _, ...plain } = reply;
  const reacted: LogFrame = { ...event, type: "reaction", seq: 9, target_seq: 3, emoji: "👍", on: true, user_ids: [1] };
  for (const frame of [edited(4, "x"), deleted(5), expired(2), reacted]) expect(changeQuote(reply, frame)).toBe(reply);
  for (const frame of [edited(3, "x"), deleted(3), expired(3)]) expect(changeQuote(plain, frame)).toBe(plain);
});
