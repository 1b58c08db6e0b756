import { expect, test } from "vitest";
import { boundedRun } from "./bounded-run.ts";

test("work beyond the limit is refused as overloaded until some of it is done", async () => {
  const run = boundedRun({ maxRunning: 2, timeoutMs: 10_000 });
  const gate = Promise.withResolvers<string>();
  const first = [run(() => gate.promise), run(() => gate.promise)];
  await expect(run(() => Promise.resolve("third"))).rejects.toMatchObject({ code: "overloaded", retryAfterMs: 1000 });
  gate.resolve("done");
  expect(await Promise.all(first)).toEqual(["done", "done"]);
  expect(await run(() => Promise.resolve("third"))).toBe("third");
});

test("work that throws makes room again", async () => {
  const run = boundedRun({ maxRunning: 1, timeoutMs: 10_000 });
  await expect(run(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await run(() => Promise.resolve(1))).toBe(1);
});

test("work that hangs is given up as unavailable", async () => {
  const run = boundedRun({ maxRunning: 1, timeoutMs: 5 });
  await expect(run(() => new Promise(() => {}))).rejects.toMatchObject({ code: "unavailable" });
});
