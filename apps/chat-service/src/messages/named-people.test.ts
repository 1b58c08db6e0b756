import { expect, test } from "vitest";
import { namedPeople } from "./named-people.ts";

const accounts = new Map([
  ["ada", 1],
  ["bob", 2],
]);
const users = {
  idsOf: async (names: readonly string[]) =>
    new Map(names.flatMap((name) => (accounts.has(name) ? [[name, accounts.get(name)!]] : []))),
};

test.each([
  ["@ada and @Bob, and @ada again", { userIds: [1, 2], room: undefined }],
  ["@nobody", undefined],
  ["`@ada` is code", undefined],
  ["@here", { userIds: [], room: "here" }],
  ["@all of you", { userIds: [], room: "room" }],
  ["@channel @everyone @room @here, and @ada", { userIds: [1], room: "room" }],
])("%s names", async (content, named) => {
  expect(await namedPeople(users, content)).toEqual(named);
});

test("a text without names is told at once", () => {
  expect(namedPeople(users, "ada@example.org at 5 @ 3")).toBeUndefined();
});

test("who cannot be looked up, or not in time, is counted by name", async () => {
  const away = { idsOf: () => Promise.reject(new Error("away")) };
  const silent = { idsOf: () => new Promise<never>(() => {}) };
  for (const lookup of [away, silent]) {
    expect(await namedPeople(lookup, "@ada")).toBeUndefined();
    expect(await namedPeople(lookup, "@ada @here")).toEqual({ userIds: [], room: "here" });
  }
});

test("of a hundred names fifty are looked up", async () => {
  const asked: string[] = [];
  const lookup = {
    idsOf: async (names: readonly string[]) => {
      asked.push(...names);
      return new Map(names.map((name, at) => [name, at + 1]));
    },
  };
  const named = await namedPeople(lookup, Array.from({ length: 100 }, (_, n) => `@user${n}`).join(" "));
  expect([asked.length, named?.userIds.length]).toEqual([50, 50]);
});
