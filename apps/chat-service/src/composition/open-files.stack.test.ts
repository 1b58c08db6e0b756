import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Registry } from "prom-client";
import { expect, onTestFinished, test } from "vitest";
import { testLog } from "../room-log/testing/test-log.ts";
import { createJobMetrics } from "../events/job-metrics.ts";
import type { Instance } from "./instance.ts";
import { openFiles } from "./open-files.ts";

test("what jobs wait for is stopped before them", async () => {
  const log = await testLog();
  const folder = await mkdtemp(join(tmpdir(), "hubbub-stop-"));
  const undos: { readonly name: string; readonly run: () => unknown }[] = [];
  onTestFinished(async () => {
    for (const { run } of undos.toReversed()) await run();
    await log.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const registry = new Registry();
  const instance = {
    bootId: randomUUID(),
    config: { serverId: "chat-1", filesUrl: { kind: "folder", folder } },
    life: { onStop: (name: string, run: () => unknown) => undos.push({ name, run }) },
    metrics: { registry, jobs: createJobMetrics(registry) },
    warn: () => undefined,
  } as unknown as Instance;
  await openFiles(instance, { db: log.db, ops: { port: 0, state: "starting" }, userService: {} as never });
  const stopped = undos.map(({ name }) => name).toReversed();
  expect(stopped.slice(0, 2)).toEqual(["pictures", "file storage"]);
  expect(stopped).toContain("collect files");
});
