import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { lockDataFolder, runningLauncher } from "./launcher-lock.ts";

test("a data folder has one launcher at a time", () => {
  const folder = dataFolder();
  const lock = lockDataFolder(folder);
  expect(lock.tookOver).toBe(false);
  expect(runningLauncher(folder)).toBe(process.pid);
  expect(() => lockDataFolder(folder)).toThrow(`already runs on ${folder} (launcher: process ${process.pid})`);
  lock.release();
  expect(readdirSync(folder)).toEqual([]);
});

test("the lock of a launcher that was killed is taken over", async () => {
  const folder = dataFolder();
  const gone = spawn("true");
  await once(gone, "exit");
  writeFileSync(join(folder, "launcher.pid"), `${gone.pid} 1\n`);
  expect(runningLauncher(folder)).toBeUndefined();
  expect(lockDataFolder(folder).tookOver).toBe(true);
});

test("another process that got the pid of a killed launcher is not taken for it", () => {
  const folder = dataFolder();
  writeFileSync(join(folder, "launcher.pid"), `${process.ppid} 1\n`);
  expect(runningLauncher(folder)).toBeUndefined();
});

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "hubbub-lock-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
