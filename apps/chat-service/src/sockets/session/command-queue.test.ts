import { expect, test } from "vitest";
import { maxUnansweredCommands } from "../../limits.ts";
import { type CommandPace, CommandQueue } from "./command-queue.ts";

test("commands that may run together begin in the order sent, without waiting for each other", () => {
  const { begun, push } = scenario();
  push("send 1", "together");
  push("send 2", "together");
  push("send 3", "together");
  expect(begun).toEqual(["send 1", "send 2", "send 3"]);
});

test("a join waits for what came before it and holds back what follows", async () => {
  const { begun, push, finish } = scenario();
  push("send 1", "together");
  push("join", "alone");
  push("send 2", "together");
  expect(begun).toEqual(["send 1"]);
  await finish("send 1");
  expect(begun).toEqual(["send 1", "join"]);
  await finish("join");
  expect(begun).toEqual(["send 1", "join", "send 2"]);
});

test("two joins follow each other", async () => {
  const { begun, push, finish } = scenario();
  push("join 1", "alone");
  push("join 2", "alone");
  expect(begun).toEqual(["join 1"]);
  await finish("join 1");
  expect(begun).toEqual(["join 1", "join 2"]);
});

test("a command that finds out its room holds back what follows until it has its place, but waits for no answer", async () => {
  const { begun, push, proceed, finish } = scenario();
  push("send 1", "together");
  push("dm 1", "in_turn");
  push("dm 2", "in_turn");
  push("send 2", "together");
  expect(begun).toEqual(["send 1", "dm 1"]);
  await finish("send 1");
  expect(begun).toEqual(["send 1", "dm 1"]);
  proceed("dm 1");
  expect(begun).toEqual(["send 1", "dm 1", "dm 2"]);
  await finish("dm 1");
  expect(begun).toEqual(["send 1", "dm 1", "dm 2"]);
  await finish("dm 2");
  expect(begun).toEqual(["send 1", "dm 1", "dm 2", "send 2"]);
});

test("a join waits for the answer of a command that has its place", async () => {
  const { begun, push, proceed, finish } = scenario();
  push("dm", "in_turn");
  push("join", "alone");
  proceed("dm");
  expect(begun).toEqual(["dm"]);
  await finish("dm");
  expect(begun).toEqual(["dm", "join"]);
});

test("what waits and what runs is unanswered, up to a limit", async () => {
  const { queue, push, finish } = scenario();
  push("join", "alone");
  for (let i = 1; i < maxUnansweredCommands; i += 1) push(`send ${i}`, "together");
  expect(queue.unanswered).toBe(maxUnansweredCommands);
  expect(queue.full).toBe(true);
  await finish("join");
  expect(queue.full).toBe(false);
});

test("after the end nothing begins any more", async () => {
  const { queue, begun, push, finish } = scenario();
  push("join", "alone");
  push("send 1", "together");
  queue.end();
  push("send 2", "together");
  await finish("join");
  expect(begun).toEqual(["join"]);
});

function scenario() {
  const queue = new CommandQueue();
  const begun: string[] = [];
  const running = new Map<string, () => void>();
  const proceeding = new Map<string, () => void>();
  function push(name: string, pace: CommandPace): void {
    queue.push(pace, (mayProceed) => {
      begun.push(name);
      proceeding.set(name, mayProceed);
      return new Promise((resolve) => running.set(name, resolve));
    });
  }
  async function finish(name: string): Promise<void> {
    running.get(name)?.();
    await new Promise(setImmediate);
  }
  return { queue, begun, push, finish, proceed: (name: string) => proceeding.get(name)?.() };
}
