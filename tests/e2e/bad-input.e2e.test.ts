import { randomBytes } from "node:crypto";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from "vitest";
import { call, someUser, type SomeUser } from "./support/api.ts";
import { instanceOf, message, say, signUp } from "./support/chat-window.ts";
import { openBrowser, openWindow } from "./support/open-browser.ts";
import { openSocket, signedInSocket, type TestSocket } from "./support/open-socket.ts";

const url = inject("url");
let owner: SomeUser;
let stranger: SomeUser;
let roomId: number;
let privateRoomId: number;

beforeAll(async () => {
  [owner, stranger] = [await someUser(url, "owner"), await someUser(url, "stranger")];
  const make = async (type: string) =>
    (
      await call(url, "POST", "/api/v1/rooms", {
        token: owner.token,
        body: { name: `${owner.username} ${type}`, type },
      })
    ).body.id as number;
  roomId = await make("public");
  privateRoomId = await make("private");
});

describe("on a socket", () => {
  let socket: TestSocket;
  beforeAll(async () => {
    socket = await signedInSocket(url, owner.token);
    socket.send({ type: "join_room", room_id: roomId });
    await socket.next("room_joined");
  });
  afterAll(() => socket.close());

  test.each([
    ["malformed JSON", '{"type":', {}],
    ["JSON that is not an object", "[1,2]", {}],
    ["null", "null", {}],
    ["an unknown type", '{"type":"shout"}', { field: "type" }],
    ["the type __proto__", '{"type":"__proto__"}', { field: "type" }],
    ["the type constructor", '{"type":"constructor"}', { field: "type" }],
    ["no type", "{}", { field: "type" }],
    ["a room id that is text", '{"type":"join_room","room_id":"lobby"}', { field: "room_id" }],
    ["a negative room id", '{"type":"join_room","room_id":-1}', { field: "room_id" }],
    ["an empty message", '{"type":"send_message","content":""}', { field: "content" }],
    ["white space only", '{"type":"send_message","content":" \\n "}', { field: "content" }],
    ["10 000 characters", `{"type":"send_message","content":"${"x".repeat(10_000)}"}`, { field: "content" }],
    ["content that is not text", '{"type":"send_message","content":{"a":1}}', { field: "content" }],
    ["U+0000", '{"type":"send_message","content":"a\\u0000b"}', { field: "content" }],
    ["a lone surrogate", '{"type":"send_message","content":"a\\ud800b"}', { field: "content" }],
    [
      "U+0000 in client_msg_id",
      '{"type":"send_message","content":"a","client_msg_id":"\\u0000"}',
      { field: "client_msg_id" },
    ],
    ["a negative limit", '{"type":"history","limit":-5}', { field: "limit" }],
    ["a huge limit", '{"type":"history","limit":1000000}', { field: "limit" }],
    ["both directions", '{"type":"history","before_seq":5,"after_seq":1}', {}],
  ])("%s is answered with invalid_argument and the field", async (_, raw, expected) => {
    const seen = socket.frames.length;
    socket.sendRaw(raw);
    const error = await socket.next("error", (frame) => socket.frames.indexOf(frame) >= seen);
    expect(error).toMatchObject({ code: "invalid_argument", retryable: false, ...expected });
  });

  test("a room that does not exist and one that is not to be seen are answered alike", async () => {
    const other = await signedInSocket(url, stranger.token);
    for (const room_id of [999_999_999, privateRoomId]) {
      other.send({ type: "join_room", room_id, ref: room_id });
      expect(await other.next("error")).toMatchObject({ code: "room_not_found", ref: room_id });
    }
    other.close();
  });

  test("SQL and HTML are text like any other, beside bad items in one burst", async () => {
    const texts = ["'; DROP TABLE room_log; --", "<script>alert(1)</script>", "$$ { } \\ % _ \u202e"];
    texts.forEach((content, index) => {
      socket.send({ type: "send_message", content, ref: `good-${index}` });
      socket.sendRaw('{"type":"send_message","content":"\\u0000"}');
    });
    for (const [index, content] of texts.entries()) {
      const ack = await socket.next("message_ack", (frame) => frame.ref === `good-${index}`);
      expect(await socket.next("new_message", (frame) => frame["seq"] === ack["seq"])).toMatchObject({ content });
    }
  });

  test("a join before auth is answered with unauthenticated", async () => {
    const other = await openSocket(url);
    other.send({ type: "join_room", room_id: roomId, ref: "early" });
    expect(await other.next("error")).toMatchObject({ code: "unauthenticated", ref: "early" });
    other.close();
  });

  test.each([
    ["wrong", () => "nonsense"],
    ["signed by nobody (alg none)", () => unsigned(owner.token)],
    ["tampered with", () => tampered(owner.token)],
  ])("a token that is %s ends the socket with 4500", async (_, token) => {
    const other = await openSocket(url);
    other.send({ type: "auth", token: token() });
    expect(await other.next("error")).toMatchObject({ code: "unauthenticated" });
    expect(await other.closed()).toBe(4500);
  });

  test("a binary frame ends the socket with 4501", async () => {
    const other = await signedInSocket(url, owner.token);
    other.sendRaw(Buffer.from('{"type":"ping"}'));
    expect(await other.closed()).toBe(4501);
  });

  test("a frame above 64 KiB ends the connection", async () => {
    const other = await signedInSocket(url, owner.token);
    other.sendRaw(JSON.stringify({ type: "send_message", content: "x".repeat(70_000) }));
    expect(await other.closed()).toBe(1006);
  });
});

describe("over REST", () => {
  test.each([
    ["malformed JSON", "POST", "/api/v1/rooms", '{"name":', 400, "invalid_argument", undefined],
    ["JSON that is not an object", "POST", "/api/v1/rooms", "[]", 400, "invalid_argument", undefined],
    ["an empty name", "POST", "/api/v1/rooms", '{"name":" "}', 400, "invalid_argument", "name"],
    ["a name that is a number", "POST", "/api/v1/rooms", '{"name":5}', 400, "invalid_argument", "name"],
    ["U+0000 in a name", "POST", "/api/v1/rooms", '{"name":"a\\u0000"}', 400, "invalid_argument", "name"],
    [
      "a lone surrogate in a topic",
      "POST",
      "/api/v1/rooms",
      '{"name":"a","topic":"\\udfff"}',
      400,
      "invalid_argument",
      "topic",
    ],
    ["an unknown room type", "POST", "/api/v1/rooms", '{"name":"a","type":"secret"}', 400, "invalid_argument", "type"],
    ["a room id that is text", "GET", "/api/v1/rooms/lobby", undefined, 400, "invalid_argument", "id"],
    ["a room that is not there", "GET", "/api/v1/rooms/999999999", undefined, 404, "room_not_found", "room_id"],
    ["a negative limit", "GET", "/api/v1/rooms/1/messages?limit=-1", undefined, 400, "invalid_argument", "limit"],
    ["a huge limit", "GET", "/api/v1/rooms/1/messages?limit=999999", undefined, 400, "invalid_argument", "limit"],
    ["an address that is not there", "GET", "/api/v1/nothing", undefined, 404, "route_not_found", undefined],
    ["a method that is not taken", "PUT", "/api/v1/rooms", "{}", 405, "method_not_allowed", undefined],
  ])("%s is a problem that says so", async (_, method, path, raw, status, code, field) => {
    const answer = await call(url, method, path, { token: owner.token, ...(raw === undefined ? {} : { raw }) });
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    expect(answer.body.code).toBe(code);
    const named = (answer.body.errors as { field: string }[]).map((one) => one.field);
    expect(named).toEqual(field === undefined ? [] : [field]);
  });

  test("a method that is not taken is answered with those that are", async () => {
    const { headers } = await call(url, "PUT", "/api/v1/rooms", { token: owner.token, raw: "{}" });
    const allowed = headers.get("allow")!.split(/, */);
    expect(allowed).toEqual(expect.arrayContaining(["GET", "POST"]));
  });

  test("all wrong fields of a registration are named at once", async () => {
    const body = { email: "nobody", username: "a b", password: "short" };
    const answer = await call(url, "POST", "/api/v1/users/register", { body });
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((one: { field: string }) => one.field).toSorted()).toEqual([
      "email",
      "password",
      "username",
    ]);
  });

  test("a username or an email that is taken is named, without case", async () => {
    const body = {
      email: `x${owner.username}@example.org`,
      username: owner.username.toUpperCase(),
      password: "correct horse",
    };
    const answer = await call(url, "POST", "/api/v1/users/register", { body });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: "already_exists", errors: [{ field: "username" }] });
  });

  test.each(["nonsense", "unsigned", "tampered"])("a token that is %s is unauthenticated", async (kind) => {
    const token = { nonsense: "nonsense", unsigned: unsigned(owner.token), tampered: tampered(owner.token) }[kind]!;
    for (const path of ["/api/v1/rooms", "/api/v1/users/me"]) {
      const answer = await call(url, "GET", path, { token });
      expect([answer.status, answer.body.code]).toEqual([401, "unauthenticated"]);
    }
  });

  test("a body of 8 MiB is refused as too large", async () => {
    expect(await statusOfBody(randomBytes(4 << 20).toString("hex"))).toBe(413);
  });
});

describe("on the page", () => {
  test("what shows nothing is no message: it can be neither sent nor saved, and stays where it was written", async () => {
    const browser = await openBrowser();
    onTestFinished(() => browser.close());
    const { page } = await openWindow(browser, url, "10.30.1.1");
    await signUp(page, `blank${Date.now().toString(36)}`);
    await instanceOf(page);
    const made = await call(url, "POST", "/api/v1/rooms", {
      token: owner.token,
      body: { name: `${owner.username} blank`, type: "public" },
    });
    await page.goto(`/rooms/${made.body.id}`);
    await page.locator("[data-room-status=joined]").waitFor();
    const composer = page.getByRole("textbox", { name: /^Message/ });
    const send = page.getByRole("button", { name: "Send" });
    for (const text of ["\u200b", "\u2800\u3164", "\u0085", " \ufe0f"]) {
      await say(page, text);
      await page.getByRole("alert").getByText("The message is empty").waitFor();
      expect(await send.isDisabled()).toBe(true);
      expect(await composer.inputValue()).toBe(text);
    }
    await composer.fill("");
    expect(await page.getByRole("alert").count()).toBe(0);
    const text = "\u200bseen ❤️";
    await say(page, text);
    const sent = message(page, text);
    await sent.waitFor();
    expect(await page.getByRole("log").getByRole("article").count()).toBe(1);
    // Only what the server has can be changed.
    await page.locator("article[data-seq]").last().waitFor();
    await page.locator("article[data-pending]").waitFor({ state: "detached" });
    await composer.press("ArrowUp");
    const editor = page.getByRole("textbox", { name: "Edit message" });
    await editor.fill("\u2800");
    await editor.press("Enter");
    await page.getByRole("alert").getByText("The message is empty").waitFor();
  });
});

/** With node:http: the server may answer and close while the body is still on its way. */
async function statusOfBody(body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${url}/api/v1/rooms`,
      { method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${owner.token}` } },
      (response) => {
        resolve(response.statusCode!);
        response.resume();
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

function unsigned(token: string): string {
  const header = Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url");
  return `${header}.${token.split(".")[1]}.`;
}

function tampered(token: string): string {
  const [header, payload, signature] = token.split(".") as [string, string, string];
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<string, unknown>;
  return `${header}.${Buffer.from(JSON.stringify({ ...claims, admin: true })).toString("base64url")}.${signature}`;
}
