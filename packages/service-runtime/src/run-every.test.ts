import { expect, test, vi } from "vitest";
import { runEvery } from "./run-every.ts";

test("a run that fails does not end the runs", async () => {
  const errors: unknown[] = [];
  let runs = 0;
  const stop = runEvery(
    1,
    () => Promise.reject(new Error(String((runs += 1)))),
    (error) => errors.push(error),
  );
  await vi.waitFor(() => expect(errors.length).toBeGreaterThanOrEqual(2));
  await stop();
});

test("stopping waits for the run under way and starts no other", async () => {
  const gate = Promise.withResolvers<void>();
  let runs = 0;
  const stop = runEvery(
    1,
    () => {
      runs += 1;
      return gate.promise;
    },
    () => {},
  );
  await vi.waitFor(() => expect(runs).toBe(1));
  let stopped = false;
  const stopping = stop().then(() => (stopped = true));
  await Promise.resolve();
  expect(stopped).toBe(false);
  gate.resolve();
  await stopping;
  expect(runs).toBe(1);
});
