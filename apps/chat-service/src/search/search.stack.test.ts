import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestUser } from "../testing/fake-user-service.ts";
import { newRoom } from "../testing/new-room.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "../testing/start-chat-stack.ts";

let stack: ChatStack;
let one: ChatInstance;
let two: ChatInstance;
let ada: TestUser;
let bob: TestUser;
let eve: TestUser;

beforeAll(async () => {
  stack = await startChatStack();
  [one, two] = await Promise.all([stack.start("chat-1"), stack.start("chat-2")]);
  [ada, bob, eve] = await Promise.all([
    stack.users.register("ada"),
    stack.users.register("bob"),
    stack.users.register("eve"),
  ]);
});
afterAll(() => stack.stop());

interface Found {
  readonly message: { readonly seq: number; readonly content: string };
  readonly room: { readonly id: number; readonly name: string; readonly type: string };
  readonly snippet: string;
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}

async function ask(as: TestUser, query: Readonly<Record<string, string | number>>) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) parameters.set(name, String(value));
  return two.rest("GET", `/api/v1/messages/search?${parameters.toString()}`, { as });
}

async function search(as: TestUser, q: string, more: Readonly<Record<string, string | number>> = {}) {
  const { status, json } = await ask(as, { q, ...more });
  expect(status, JSON.stringify(json)).toBe(200);
  return json as unknown as { results: Found[]; next_page_token: string };
}

const contents = ({ results }: { results: readonly Found[] }) => results.map(({ message }) => message.content);

/** Until a search finds so much; the index is a moment behind. */
async function until(as: TestUser, q: string, expected: readonly string[], more = {}) {
  await expect.poll(async () => contents(await search(as, q, more)), { timeout: 10_000 }).toEqual(expected);
}

async function roomOf(...members: readonly string[]) {
  const roomId = await newRoom(one, ada, "private");
  const path = `/api/v1/rooms/${roomId}`;
  for (const username of members) await one.rest("POST", `${path}/members`, { as: ada, body: { username } });
  const say = async (content: string, as = ada, more: object = {}) => {
    const { json } = await one.rest("POST", `${path}/messages`, { as, body: { content, ...more } });
    return json["seq"] as number;
  };
  return { roomId, path, say };
}

test("a message is found by its words in any form, in every language, by its members alone", async () => {
  const { roomId, say } = await roomOf("bob");
  await say("Die Besprechungen sind am Montag in der Straße");
  await say("明日、東京で会議があります");
  await say("هل نذكر الاجتماع في الملاحظات؟");
  await say("พรุ่งนี้ประชุม");
  await until(bob, "ประชุม", ["พรุ่งนี้ประชุม"]);
  for (const q of ["besprechung", "STRASSE", "montag die", "mont"]) {
    expect(contents(await search(bob, q, { room_id: roomId })), q).toEqual([
      "Die Besprechungen sind am Montag in der Straße",
    ]);
  }
  for (const q of ["会議", "東京", "京", "東京で会議", "明日 会議"]) {
    expect(contents(await search(bob, q, { room_id: roomId })), q).toEqual(["明日、東京で会議があります"]);
  }
  expect(contents(await search(bob, "الملاحظات"))).toEqual(["هل نذكر الاجتماع في الملاحظات؟"]);
  const { results } = await search(bob, "会議");
  expect(results[0]).toMatchObject({
    room: { id: roomId, type: "private" },
    snippet: "明日、東京で会議があります",
    ranges: [{ start: 6, end: 8 }],
  });
  expect(contents(await search(eve, "会議"))).toEqual([]);
  expect((await ask(eve, { q: "会議", room_id: roomId })).json).toMatchObject({ code: "room_not_found" });
});

test("who leaves, or is put out, finds nothing there from that moment; who comes in, all of it", async () => {
  const { path, say } = await roomOf("bob");
  await say("leavingword");
  await until(bob, "leavingword", ["leavingword"]);
  await one.rest("DELETE", `${path}/members/${bob.userId}`, { as: ada });
  expect(contents(await search(bob, "leavingword"))).toEqual([]);
  await one.rest("POST", `${path}/members`, { as: ada, body: { username: "eve" } });
  expect(contents(await search(eve, "leavingword"))).toEqual(["leavingword"]);
});

test("a public room is found by everybody, but not by who is banned from it", async () => {
  const roomId = await newRoom(one, ada);
  await one.rest("POST", `/api/v1/rooms/${roomId}/messages`, { as: ada, body: { content: "publicword" } });
  await until(eve, "publicword", ["publicword"]);
  await one.rest("POST", `/api/v1/rooms/${roomId}/bans`, { as: ada, body: { user_id: eve.userId } });
  expect(contents(await search(eve, "publicword"))).toEqual([]);
});

test("an edit is found by its new words, and a deletion takes the words in the same moment", async () => {
  const { roomId, path, say } = await roomOf("bob");
  const seq = await say("firstdraft");
  await until(bob, "firstdraft", ["firstdraft"]);
  await one.rest("PATCH", `${path}/messages/${seq}`, { as: ada, body: { content: "seconddraft" } });
  await until(bob, "seconddraft", ["seconddraft"]);
  expect(contents(await search(bob, "firstdraft"))).toEqual([]);
  await one.rest("DELETE", `${path}/messages/${seq}`, { as: ada });
  expect(contents(await search(bob, "seconddraft"))).toEqual([]);
  expect(await stack.sql(`select words::text as words from search_words where room_id = ${roomId}`)).toEqual([
    { words: "" },
  ]);
});

test("operators narrow it down, and stand for themselves as well", async () => {
  const { roomId, path, say } = await roomOf("bob");
  const linked = await say("operatorword https://example.org");
  const root = await say("operatorword root", bob);
  await say("operatorword reply", ada, { thread_seq: root });
  await say("operatorword next year");
  await one.rest("PUT", `${path}/messages/${root}/reactions/${encodeURIComponent("👍")}`, { as: ada, body: {} });
  await one.rest("PUT", `${path}/messages/${linked}/pin`, { as: ada, body: {} });
  const all = ["operatorword next year", "operatorword reply", "operatorword root", "operatorword https://example.org"];
  await until(bob, "operatorword", all);
  const { json } = await one.rest("GET", path, { as: ada });
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ["operatorword from:bob", ["operatorword root"]],
    ["operatorword from:me", ["operatorword root"]],
    ["operatorword from:@ADA has:link", ["operatorword https://example.org"]],
    ["operatorword has:reaction", ["operatorword root"]],
    ["operatorword is:pinned", ["operatorword https://example.org"]],
    ["operatorword is:thread", ["operatorword reply", "operatorword root"]],
    ['operatorword "next year"', ["operatorword next year"]],
    ['operatorword "year next"', []],
    [`in:"${String(json["name"])}" is:pinned`, ["operatorword https://example.org"]],
    ["operatorword in:nosuchroom", []],
    ["operatorword from:nobodyknown", []],
    ["operatorword before:2020-01-01", []],
    ["operatorword after:2020-01-01", all],
    ["operatorword has:file", []],
  ];
  for (const [q, expected] of cases) expect(contents(await search(bob, q)), q).toEqual(expected);
  expect(contents(await search(bob, "from:bob", { room_id: roomId }))).toEqual(["operatorword root"]);
});

test("direct messages are found by in:@name", async () => {
  const { json } = await one.rest("POST", `/api/v1/users/${bob.userId}/dm`, { as: ada, body: {} });
  await one.rest("POST", `/api/v1/rooms/${String(json["id"])}/messages`, { as: ada, body: { content: "betweenus" } });
  await until(bob, "in:@ada betweenus", ["betweenus"]);
  expect(contents(await search(eve, "betweenus"))).toEqual([]);
});

test("pages follow each other without a hole, the newest first or the best", async () => {
  const { roomId, say } = await roomOf();
  const said: string[] = [];
  for (let number = 1; number <= 7; number += 1)
    said.push(`pageword ${number % 2 === 0 ? "pageword pageword" : "x"} ${number}`);
  for (const content of said) await say(content);
  await until(ada, "pageword", said.toReversed());
  const pages = async (sort: string) => {
    const found: string[] = [];
    let token = "";
    do {
      const page = await search(ada, "pageword", { room_id: roomId, sort, page_size: 3, page_token: token });
      found.push(...contents(page));
      token = page.next_page_token;
    } while (token !== "");
    return found;
  };
  expect(await pages("new")).toEqual(said.toReversed());
  const best = await pages("best");
  expect(best.toSorted()).toEqual(said.toSorted());
  expect(best.slice(0, 3)).toEqual([said[5], said[3], said[1]]);
});

test.each([
  ["has:money", "q", "has: takes link, file, image or reaction"],
  ["before:yesterday x", "q", 'before: takes a day as 2026-11-30, not "yesterday"'],
  ["from: x", "q", "from: needs something after it"],
  ["...", "q", "There is no word in q to look for"],
  ["word ".repeat(31), "q", "Look for at most 30 words at a time"],
])("%j is refused by naming %s", async (q, field, message) => {
  const { status, json } = await ask(ada, { q });
  expect([status, json["errors"]]).toEqual([400, [{ field, code: "invalid_argument", message }]]);
});

test("a time zone must be one", async () => {
  expect((await ask(ada, { q: "x", tz: "Mars/Olympus" })).json).toMatchObject({ errors: [{ field: "tz" }] });
  expect((await ask(ada, { q: "xyz", tz: "Asia/Tokyo" })).status).toBe(200);
});
