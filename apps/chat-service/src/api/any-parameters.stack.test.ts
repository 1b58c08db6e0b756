import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newRoom } from "../testing/new-room.ts";
import type { TestUser } from "../testing/fake-user-service.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "../testing/start-chat-stack.ts";

let stack: ChatStack;
let chat: ChatInstance;
let ada: TestUser;
let roomId: number;

beforeAll(async () => {
  stack = await startChatStack();
  chat = await stack.start("chat-1");
  ada = await stack.users.register("ada");
  roomId = await newRoom(chat, ada);
});

afterAll(() => stack.stop());

const numbers = fc.oneof(
  fc.constantFrom(0, 1, -1, 2 ** 31 - 1, 2 ** 31, 2 ** 53 - 1, 2 ** 53, -(2 ** 53), 1e308, 0.5, -0),
  fc.maxSafeInteger(),
  fc.double(),
);
const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 90 }),
  fc.constantFrom("x", "infinity", "-infinity", "epoch", "now", "NaN", "\0", "\ud800", "%", "\\", "ﬀİß", "2026-02-30"),
);
const part = fc.oneof(numbers, texts, fc.constant(null), fc.constant([]));
const token = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(part, part) },
  { weight: 2, arbitrary: fc.tuple(part) },
  { weight: 1, arbitrary: fc.jsonValue() },
);
const encoded = fc.oneof(
  token.map((value) => Buffer.from(JSON.stringify(value)).toString("base64url")),
  texts.map((text) => text.toWellFormed()),
);

/** One list and one parameter: two wrong ones would hide each other. */
const searches = fc.oneof(
  fc.tuple(fc.constantFrom("rooms", "users/me/rooms"), fc.record({ page_token: encoded })),
  { weight: 2, arbitrary: fc.tuple(fc.constant("members"), fc.record({ page_token: encoded })) },
  fc.tuple(fc.constantFrom("rooms", "users/me/rooms", "members"), fc.record({ page_size: numbers.map(String) })),
  fc.tuple(fc.constant("rooms"), fc.record({ query: texts.map((text) => text.toWellFormed()) })),
);

test("no page_token, page_size or query makes a list fail: it answers, or it names what is wrong", async () => {
  await fc.assert(
    fc.asyncProperty(searches, async ([list, parameters]) => {
      const path = list === "members" ? `rooms/${roomId}/members` : list;
      const query = new URLSearchParams(parameters).toString();
      const { status } = await chat.rest("GET", `/api/v1/${path}?${query}`, { as: ada });
      expect(status).toBeOneOf([200, 400]);
    }),
    { numRuns: 600 },
  );
});

test("no number in a path, a query or a body makes a route fail", async () => {
  const id = numbers.map((number) => encodeURIComponent(String(number)));
  const request = fc.oneof(
    fc.tuple(
      fc.constantFrom("GET", "DELETE"),
      id.map((room) => `/api/v1/rooms/${room}`),
    ),
    fc.tuple(
      fc.constantFrom("POST"),
      id.map((room) => `/api/v1/rooms/${room}/join`),
    ),
    fc.tuple(
      fc.constantFrom("GET"),
      id.map((room) => `/api/v1/rooms/${room}/members`),
    ),
    fc.tuple(
      fc.constantFrom("DELETE"),
      id.map((user) => `/api/v1/rooms/${roomId}/members/${user}`),
    ),
    fc.tuple(
      fc.constantFrom("DELETE"),
      id.map((seq) => `/api/v1/rooms/${roomId}/messages/${seq}`),
    ),
    fc.tuple(
      fc.constantFrom("GET"),
      id.map((seq) => `/api/v1/rooms/${roomId}/messages/${seq}`),
    ),
    fc.tuple(
      fc.constantFrom("GET"),
      id.map((seq) => `/api/v1/rooms/${roomId}/messages/${seq}/edits`),
    ),
    fc.tuple(
      fc.constantFrom("DELETE"),
      id.map((seq) => `/api/v1/rooms/${roomId}/messages/${seq}/reactions/${seq}`),
    ),
    fc.tuple(
      fc.constantFrom("POST"),
      id.map((user) => `/api/v1/users/${user}/dm`),
    ),
    fc.tuple(
      fc.constantFrom("GET"),
      id.map((number) => `/api/v1/rooms/${roomId}/messages?before_seq=${number}`),
    ),
    fc.tuple(
      fc.constantFrom("GET"),
      id.map((number) => `/api/v1/rooms/${roomId}/messages?around_seq=${number}`),
    ),
    fc.tuple(
      fc.constantFrom("GET"),
      id.map((number) => `/api/v1/rooms/${roomId}/messages?after_seq=${number}`),
    ),
    fc.tuple(
      fc.constantFrom("GET"),
      id.map((number) => `/api/v1/rooms/${roomId}/messages?limit=${number}`),
    ),
    fc.tuple(
      fc.constantFrom("GET"),
      id.map((number) => `/api/chat/${roomId}/history?limit=${number}`),
    ),
  );
  const messages = `/api/v1/rooms/${roomId}/messages`;
  await fc.assert(
    fc.asyncProperty(request, async ([method, path]) => {
      const { status } = await chat.rest(method, path, { as: ada });
      expect(status).toBeOneOf([200, 400, 403, 404, 409]);
    }),
    { numRuns: 400 },
  );
  await fc.assert(
    fc.asyncProperty(numbers, numbers, async (replyTo, seq) => {
      const sent = await chat.rest("POST", messages, { as: ada, body: { content: "hi", reply_to: replyTo } });
      expect(sent.status).toBeOneOf([200, 400, 404]);
      for (const where of ["read", "unread"]) {
        const moved = await chat.rest("POST", `/api/v1/rooms/${roomId}/${where}`, { as: ada, body: { seq } });
        expect(moved.status).toBeOneOf([200, 400]);
      }
    }),
    { numRuns: 150 },
  );
});

test("no emoji and no time in an address makes a route fail", async () => {
  const body = { content: "hi" };
  const { json } = await chat.rest("POST", `/api/v1/rooms/${roomId}/messages`, { as: ada, body });
  const path = `/api/v1/rooms/${roomId}/messages`;
  const anyText = texts.map((text) => encodeURIComponent(text.toWellFormed()));
  const times = fc.oneof(
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.constantFrom("0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999-23:59", "2026-02-30T24:00:00Z"),
    texts,
  );
  await fc.assert(
    fc.asyncProperty(anyText, times, async (emoji, time) => {
      for (const method of ["PUT", "DELETE"]) {
        const { status } = await chat.rest(method, `${path}/${String(json["seq"])}/reactions/${emoji}`, { as: ada });
        expect(status).toBeOneOf([200, 400, 404, 405]);
      }
      const at = await chat.rest("GET", `${path}/at?time=${encodeURIComponent(time.toWellFormed())}`, { as: ada });
      expect(at.status).toBeOneOf([200, 400, 404]);
    }),
    { numRuns: 200 },
  );
});
