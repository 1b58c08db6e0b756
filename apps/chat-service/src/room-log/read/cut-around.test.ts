import type { Message } from "@hubbub/ws-protocol";
import { expect, test } from "vitest";
import { cutAround } from "./cut-around.ts";

const room = [2, 4, 5, 7, 8, 9, 12, 13];

test.each([
  ["has the message in its middle", 8, 5, [5, 7, 8, 9, 12], true, true],
  ["of an even number has one more before", 8, 4, [5, 7, 8, 9], true, true],
  ["has the place of what is no message in its middle", 6, 4, [4, 5, 7, 8], true, true],
  ["near the beginning goes on after it", 4, 5, [2, 4, 5, 7, 8], false, true],
  ["near the end goes on before it", 13, 3, [9, 12, 13], true, false],
  ["before the first message has the first", 0, 3, [2, 4, 5], false, true],
  ["after the last message has the last", 99, 3, [9, 12, 13], true, false],
  ["of one message is that message", 8, 1, [8], true, true],
  ["may be the whole room", 7, 8, room, false, false],
])("a page around a seq %s", (_, aroundSeq, limit, seqs, hasMoreBefore, hasMoreAfter) => {
  const page = cut(room.map(message), aroundSeq, { limit, maxBytes: 10_000 });
  expect(page).toEqual({ seqs, hasMoreBefore, hasMoreAfter, hasMore: hasMoreBefore || hasMoreAfter });
});

test("of a room without messages it is empty", () => {
  expect(cut([], 5, { limit: 10, maxBytes: 10 })).toEqual({
    seqs: [],
    hasMore: false,
    hasMoreBefore: false,
    hasMoreAfter: false,
  });
});

test("it holds no more bytes than it may, one message at least, and has no hole where a large one is left out", () => {
  const large = { ...message(7), content: "x".repeat(1_000) };
  const messages = room.map((seq) => (seq === 7 ? large : message(seq)));
  const maxBytes = 1_000;
  expect(cut(messages, 8, { limit: 5, maxBytes })).toMatchObject({ seqs: [8, 9, 12, 13], hasMoreBefore: true });
  expect(cut(messages, 7, { limit: 5, maxBytes })).toMatchObject({
    seqs: [7],
    hasMoreBefore: true,
    hasMoreAfter: true,
  });
});

function cut(
  messages: readonly Message[],
  aroundSeq: number,
  { limit, maxBytes }: { limit: number; maxBytes: number },
) {
  const nearest = (found: readonly Message[]) => ({
    messages: found.slice(0, limit),
    found: Math.min(found.length, limit + 1),
  });
  const before = nearest(messages.filter(({ seq }) => seq <= aroundSeq).toReversed());
  const after = nearest(messages.filter(({ seq }) => seq > aroundSeq));
  const { messages: kept, ...more } = cutAround({ before, after }, { aroundSeq, limit, maxBytes });
  return { seqs: kept.map(({ seq }) => seq), ...more };
}

function message(seq: number): Message {
  return {
    id: `7:${seq}`,
    room_id: 7,
    seq,
    user_id: 1,
    username: "ada",
    content: "text",
    client_msg_id: `c${seq}`,
    created_at: "2026-01-01T00:00:00.000Z",
    reactions: [],
  };
}
