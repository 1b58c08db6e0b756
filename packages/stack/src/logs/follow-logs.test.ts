import { appendFileSync, copyFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { followLogs } from "./follow-logs.ts";

test("what is there comes merged by time, of a log that made room too, and no more than is asked for", async () => {
  const { put, show } = logs();
  put("chat-1.log.1", 1, 4);
  put("chat-1.log", 5, 8);
  put("chat-2.log", 2, 3, 7);
  expect((await show({ lines: 5 })).shown()).toEqual([3, 4, 5, 7, 8]);
  expect((await show({ lines: 100 })).shown()).toEqual([1, 2, 3, 4, 5, 7, 8]);
  expect((await show({ lines: 3, wants: (part) => part === "chat-2" })).shown()).toEqual([2, 3, 7]);
});

test("what comes is shown by time, of a log that is new and of one that makes room meanwhile too", async () => {
  const { folder, put, show } = logs();
  put("chat-1.log", 1);
  const { shown } = await show({ lines: 0, follow: true });
  put("chat-1.log", 2, 4);
  put("chat-2.log", 3);
  await vi.waitFor(() => expect(shown()).toEqual([2, 3, 4]), 10_000);
  put("chat-1.log", 5);
  copyFileSync(join(folder, "chat-1.log"), join(folder, "chat-1.log.1"));
  truncateSync(join(folder, "chat-1.log"));
  put("chat-1.log", 6);
  await vi.waitFor(() => expect(shown()).toEqual([2, 3, 4, 5, 6]), 10_000);
});

test("a line that is half written waits for its other half, and one without end is cut", async () => {
  const { folder, show } = logs();
  const path = join(folder, "chat-1.log");
  writeFileSync(path, "");
  const { shown } = await show({ lines: 0, follow: true });
  appendFileSync(path, line(1).slice(0, 20));
  appendFileSync(path, `${line(1).slice(20)}\n`);
  appendFileSync(path, `${"x".repeat(3_000_000)}\n${line(2)}\n`);
  await vi.waitFor(() => expect(shown()).toEqual([1, 1, 2]), 10_000);
});

function line(second: number): string {
  return JSON.stringify({ level: "info", time: new Date(second * 1_000).toISOString(), msg: "x" });
}

function logs() {
  const folder = mkdtempSync(join(tmpdir(), "hubbub-logs-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const put = (name: string, ...seconds: number[]) =>
    appendFileSync(join(folder, name), seconds.map((second) => `${line(second)}\n`).join(""));
  const show = async ({
    wants = () => true,
    ...options
  }: {
    lines: number;
    follow?: boolean;
    wants?: (part: string) => boolean;
  }) => {
    const seconds: number[] = [];
    const stopping = new AbortController();
    const done = followLogs({
      folder,
      follow: false,
      lines: options.lines,
      ...(options.follow === true && { follow: true }),
      signal: stopping.signal,
      wants: ({ part }) => wants(part),
      write: ({ timeMs }) => seconds.push(timeMs / 1_000),
    });
    onTestFinished(async () => {
      stopping.abort();
      await done;
    });
    if (options.follow !== true) await done;
    return { shown: () => seconds };
  };
  return { folder, put, show };
}
