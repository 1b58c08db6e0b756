import { expect, test } from "vitest";
import { Turns } from "./turns.ts";

const bounds = {
  atOnce: 3,
  maxWaiting: 20,
  maxWaitingOfPerson: 5,
  overloaded: "Too many wait at the moment",
  retryAfterMs: 1_000,
};

/** Searches that are answered when a test says so, by their name. */
function searches() {
  const turns = new Turns(bounds);
  const begun: string[] = [];
  const finish = new Map<string, () => void>();
  const ask = (userId: number, name: string) =>
    turns
      .run(userId, async () => {
        begun.push(name);
        await new Promise<void>((resolve) => finish.set(name, resolve));
        return name;
      })
      .catch((error: Error) => error.message);
  const done = async (name: string) => {
    finish.get(name)?.();
    await new Promise(setImmediate);
  };
  return { turns, begun, ask, done };
}

test("few are under way at a time, the others in the order of their coming", async () => {
  const { turns, begun, ask, done } = searches();
  for (let userId = 1; userId <= bounds.atOnce + 2; userId += 1) void ask(userId, `of ${userId}`);
  await new Promise(setImmediate);
  expect([begun.length, turns.waiting]).toEqual([bounds.atOnce, 2]);
  await done("of 1");
  expect(begun.at(-1)).toBe(`of ${bounds.atOnce + 1}`);
});

test("of one person one is under way, and holds up nobody else; their others follow in order", async () => {
  const { begun, ask, done } = searches();
  for (const name of ["a", "ab", "abc"]) void ask(1, name);
  void ask(2, "other");
  await new Promise(setImmediate);
  expect(begun).toEqual(["a", "other"]);
  await done("a");
  expect(begun).toEqual(["a", "other", "ab"]);
  await done("ab");
  expect(begun).toEqual(["a", "other", "ab", "abc"]);
});

test("who has many waiting does not come before those who have one", async () => {
  const { begun, ask, done } = searches();
  for (let userId = 1; userId <= bounds.atOnce; userId += 1) void ask(userId, `of ${userId}`);
  for (const name of ["first", "second"]) void ask(1, name);
  void ask(100, "other");
  await new Promise(setImmediate);
  await done("of 1");
  await done("first");
  expect(begun.slice(bounds.atOnce)).toEqual(["first", "other"]);
});

test("a person has so many waiting, and is told to come back with the next", async () => {
  const { turns, ask } = searches();
  for (let count = 0; count <= bounds.maxWaitingOfPerson; count += 1) void ask(1, String(count));
  expect(turns.waiting).toBe(bounds.maxWaitingOfPerson);
  expect(await ask(1, "too many")).toBe("Too many wait at the moment");
  void ask(2, "other");
  expect(turns.waiting).toBe(bounds.maxWaitingOfPerson);
});

test("a search that fails gives its turn on", async () => {
  const turns = new Turns(bounds);
  await expect(turns.run(1, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await turns.run(1, async () => "found")).toBe("found");
});

test("past so many that wait one is told to come back", async () => {
  const { turns, ask } = searches();
  for (let userId = 1; userId <= bounds.atOnce + bounds.maxWaiting; userId += 1) void ask(userId, String(userId));
  expect(turns.waiting).toBe(bounds.maxWaiting);
  expect(await ask(100_000, "too many")).toBe("Too many wait at the moment");
});
