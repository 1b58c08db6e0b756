import type { AppError } from "@hubbub/errors";
import { expect, test } from "vitest";
import { HashingQueue } from "./hashing-queue.ts";

const bounds = { atOnce: 2, waiting: 12, waitingOfAddress: 8, waitingOfAccount: 5, waitingOfStrangers: 6 };

test("a hundred tries of one account hold up nobody else: the next turns are theirs", async () => {
  const { ask, served, finishAll } = open({ waiting: 256, waitingOfAccount: 128, waitingOfAddress: 128 });
  for (let attempt = 0; attempt < 100; attempt += 1) ask("flood", "eve");
  ask("ada", "ada");
  ask("bob", "bob");
  await finishAll();
  const after = served.indexOf("ada ada");
  expect(served.slice(0, 2)).toEqual(["flood eve", "flood eve"]);
  expect(after).toBeLessThanOrEqual(4);
  expect(served.indexOf("bob bob")).toBeLessThanOrEqual(4);
  expect(served).toHaveLength(102);
});

test("behind one address accounts take turns too", async () => {
  const { ask, served, finishAll } = open();
  for (let attempt = 0; attempt < 7; attempt += 1) ask("office", "eve");
  ask("office", "ada");
  ask("office", "bob");
  await finishAll();
  expect(served.slice(2, 5)).toEqual(["office eve", "office ada", "office bob"]);
});

test("an account that has its share waiting is told to come back, and so is an address", async () => {
  const { ask, outcomes, spent, finishAll } = open();
  for (let attempt = 0; attempt < 8; attempt += 1) ask("office", "eve");
  for (const account of ["ada", "bob", "cleo", "dora"]) ask("office", account);
  ask("elsewhere", "eve");
  await finishAll();
  // Two ran at once, five of eve waited; with ada, bob and cleo the address has its eight.
  expect((await outcomes()).map(String)).toEqual([
    ...Array.from({ length: 7 }, () => "office eve"),
    "rate_limited",
    "office ada",
    "office bob",
    "office cleo",
    "rate_limited",
    "elsewhere eve",
  ]);
  expect(spent()).toBe(2);
});

test("strangers at hundreds of addresses who try one name are no queue for others, nor for its owner at home", async () => {
  const { ask, outcomes, queue, finishAll } = open({ waiting: 256, waitingOfStrangers: 32 });
  for (let address = 0; address < 300; address += 1) ask(`address-${address}`, "ada", "stranger");
  expect(queue.waiting).toBe(32);
  ask("elsewhere", "bob", "stranger");
  ask("home", "ada");
  await finishAll();
  const all = await outcomes();
  expect(all.slice(-2)).toEqual(["elsewhere bob", "home ada"]);
  expect(all.filter((outcome) => outcome === "rate_limited")).toHaveLength(300 - 2 - 32);
});

test("a full queue takes a newcomer in the place of the last of whoever has most waiting", async () => {
  const { ask, outcomes, queue, finishAll } = open();
  for (let attempt = 0; attempt < 7; attempt += 1) ask("flood", `eve-${attempt}`);
  for (let attempt = 0; attempt < 7; attempt += 1) ask("other", "mallory".slice(0, 1 + attempt));
  expect(queue.waiting).toBe(bounds.waiting);
  ask("ada", "ada");
  expect(queue.waiting).toBe(bounds.waiting);
  await finishAll();
  const all = await outcomes();
  expect(all.at(-1)).toBe("ada ada");
  expect(all.filter((outcome) => outcome === "overloaded")).toHaveLength(1);
  expect(queue).toMatchObject({ running: 0, waiting: 0 });
});

test("where everyone has but little waiting, a full queue is full", async () => {
  const { ask, outcomes, finishAll } = open();
  for (let address = 0; address < 15; address += 1) ask(`address-${address}`, "ada");
  await finishAll();
  expect((await outcomes()).filter((outcome) => outcome === "overloaded")).toEqual(["overloaded"]);
});

test("a work that fails hands its place on", async () => {
  const { queue } = open();
  const failing = () => Promise.reject(new Error("broken"));
  const asker = { address: "a", account: "b", isStranger: false };
  const works = Array.from({ length: 5 }, () => queue.run(asker, failing));
  expect((await Promise.allSettled(works)).every(({ status }) => status === "rejected")).toBe(true);
  expect(await queue.run(asker, () => Promise.resolve("done"))).toBe("done");
  expect(queue).toMatchObject({ running: 0, waiting: 0 });
});

/** A queue whose works end when the test says so, and in which order they began. */
function open(changed: Partial<typeof bounds> = {}) {
  let spent = 0;
  const queue = new HashingQueue({ ...bounds, ...changed }, () => void (spent += 1));
  const served: string[] = [];
  const running: (() => void)[] = [];
  const asked: Promise<string>[] = [];
  return {
    queue,
    served,
    spent: () => spent,
    outcomes: () => Promise.all(asked),
    ask: (address: string, account: string, by: "owner" | "stranger" = "owner"): void => {
      const work = async () => {
        served.push(`${address} ${account}`);
        await new Promise<void>((resolve) => running.push(resolve));
        return `${address} ${account}`;
      };
      const asker = { address, account, isStranger: by === "stranger" };
      asked.push(queue.run(asker, work).catch((error: AppError) => error.code));
    },
    finishAll: async (): Promise<void> => {
      // A work begins some turns of the microtask queue after its place is free.
      for (let idle = 0; idle < 20; idle += 1) {
        await Promise.resolve();
        if (running.length > 0) idle = 0;
        running.shift()?.();
      }
    },
  };
}
