import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestUser } from "../testing/fake-user-service.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "../testing/start-chat-stack.ts";

let stack: ChatStack;
let one: ChatInstance;
let two: ChatInstance;
let ada: TestUser;
let bob: TestUser;

beforeAll(async () => {
  stack = await startChatStack();
  [one, two] = await Promise.all([stack.start("chat-1"), stack.start("chat-2")]);
  [ada, bob] = await Promise.all([stack.users.register("ada"), stack.users.register("bob")]);
});

afterAll(() => stack.stop());

const make = (name: string, topic = "", on = two, as = bob) =>
  on.rest("POST", "/api/v1/rooms", { as, body: { name, topic } });
const group = async (to: string) => {
  const socket = await one.connect(ada);
  const { room_id } = await socket.ask({ type: "group", to, content: "here" }, "message_ack");
  socket.close();
  return room_id;
};
const taken = { status: 409, json: { code: "already_exists", errors: [{ field: "name" }] } };

describe("no new room looks like one that is there", () => {
  test("made by whomever, on whichever instance", async () => {
    const id = await one.createRoom(ada, { name: "Payroll" });
    await one.createRoom(ada, { name: "Main Straße" });
    const alike = ["PAYROLL", "Pay\u200broll", "Pay\u00adroll", "Pay\u2060roll", "Pay\u034froll", "Payroll\ufe0f"];
    for (const name of [
      ...alike,
      "\u3164Payroll",
      "Payroll\u2800",
      "Main  Straße",
      "MAIN STRASSE",
      "Main\u00a0STRAẞE",
    ]) {
      expect(await make(name), JSON.stringify(name)).toMatchObject(taken);
    }
    expect(await group("pay\u200bROLL")).toBe(id);
  });

  test("nor is one renamed so; the room itself may be", async () => {
    await one.createRoom(ada, { name: "Reading" });
    const id = await one.createRoom(ada, { name: "Writing" });
    const rename = (name: string) => two.rest("PATCH", `/api/v1/rooms/${id}`, { as: ada, body: { name } });
    expect(await rename("Read\u200bing")).toMatchObject(taken);
    expect(await rename("WRITING\u200d")).toMatchObject({ status: 200, json: { name: "WRITING\u200d" } });
  });

  test("of two that are made at once one is", async () => {
    const made = await Promise.all([make("Race\u200bd", "", one), make("Raced", "", two), make("RACED", "", one)]);
    expect(made.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
  });
});

test.each(["\u3164", "\u2800", "\u115f", "\u{1d159}", "\u200b\u2060", "\ufe0f", "\u0301"])(
  "something visible is asked for: %j is no name",
  async (name) => {
    expect(await make(name)).toMatchObject({
      status: 400,
      json: { errors: [{ field: "name", message: "The name shows nothing" }] },
    });
  },
);

test("a name is shown as it was typed, with what its emoji and letters are made of", async () => {
  for (const name of ["👩‍👩‍👧 family", "❤️", "می‌خواهم"]) {
    expect(await make(name)).toMatchObject({ status: 200, json: { name } });
  }
});

test("a name that is spelt out beyond all measure is refused, and not by the database", async () => {
  expect(await make("\ufdfa".repeat(40))).toMatchObject({ status: 400, json: { errors: [{ field: "name" }] } });
});

test("a topic that shows nothing is none", async () => {
  const { json } = await make("With a topic", " \u200b\u3164");
  expect(json).toMatchObject({ topic: "" });
  const path = `/api/v1/rooms/${String(json["id"])}`;
  await two.rest("PATCH", path, { as: bob, body: { topic: "Tea" } });
  expect((await two.rest("PATCH", path, { as: bob, body: { topic: "\u2800" } })).json).toMatchObject({ topic: "" });
});

describe("rooms that were alike before names were compared so", () => {
  test("go on: each is found by its name, read, renamed, and keeps the name from a third", async () => {
    const first = await one.createRoom(ada, { name: "GASSE 7" });
    const second = await one.createRoom(ada, { name: "to be alike" });
    await stack.sql(`update rooms set name = 'Gaße 7', name_key = 'gaße 7', look_key = 'gasse 7' where id = ${second}`);
    expect(await group("gasse 7")).toBe(first);
    expect(await group("GAßE 7")).toBe(second);
    const { json } = await one.rest("GET", "/api/v1/rooms?query=gasse", { as: bob });
    expect(json["rooms"]).toMatchObject([{ name: "GASSE 7" }, { name: "Gaße 7" }]);

    expect(await make("Gasse  7")).toMatchObject(taken);
    const rename = (id: number, name: string) => one.rest("PATCH", `/api/v1/rooms/${id}`, { as: ada, body: { name } });
    expect(await rename(first, "Alley 7")).toMatchObject({ status: 200 });
    expect(await make("GASSE 7")).toMatchObject(taken);
    expect(await rename(second, "Gaße 7a")).toMatchObject({ status: 200 });
    expect(await make("GASSE 7")).toMatchObject({ status: 200 });
  });
});
