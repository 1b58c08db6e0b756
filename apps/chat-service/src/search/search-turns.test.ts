import { expect, test } from "vitest";
import { maxSearchesAtOnce, maxWaitingSearches } from "../limits.ts";
import { SearchTurns } from "./search-turns.ts";

/** Searches that are answered when a test says so, by their name. */
function searches() {
  const turns = new SearchTurns();
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
  for (let userId = 1; userId <= maxSearchesAtOnce + 2; userId += 1) void ask(userId, `of ${userId}`);
  await new Promise(setImmediate);
  expect([begun.length, turns.waiting]).toEqual([maxSearchesAtOnce, 2]);
  await done("of 1");
  expect(begun.at(-1)).toBe(`of ${maxSearchesAtOnce + 1}`);
});

test("of one person one is under way, and of those that wait the newest; it holds up nobody else", async () => {
  const { begun, ask, done } = searches();
  void ask(1, "a");
  const second = ask(1, "ab");
  const third = ask(1, "abc");
  void ask(2, "other");
  await new Promise(setImmediate);
  expect(begun).toEqual(["a", "other"]);
  expect(await second).toBe("You have asked for something else since");
  await done("a");
  expect(begun).toEqual(["a", "other", "abc"]);
  await done("abc");
  expect(await third).toBe("abc");
});

test("a search that fails gives its turn on", async () => {
  const turns = new SearchTurns();
  await expect(turns.run(1, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await turns.run(1, async () => "found")).toBe("found");
});

test("past so many that wait one is told to come back", async () => {
  const { turns, ask } = searches();
  for (let userId = 1; userId <= maxSearchesAtOnce + maxWaitingSearches; userId += 1) void ask(userId, String(userId));
  expect(turns.waiting).toBe(maxWaitingSearches);
  expect(await ask(100_000, "too many")).toBe("Too many search at the moment");
});
