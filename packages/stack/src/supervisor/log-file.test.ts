import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { LogFile } from "./log-file.ts";

test("a full log makes room, and what it held is kept once", () => {
  const log = openLog(10);
  writeSync(log.fd, "the first lines\n");
  log.bound();
  writeSync(log.fd, "more\n");
  log.bound();
  expect(readFileSync(log.path, "utf8")).toBe("more\n");
  expect(readFileSync(`${log.path}.1`, "utf8")).toBe("the first lines\n");
});

test("the last lines are those of the newest run, and at most twenty", () => {
  const log = openLog();
  appendFileSync(log.path, "an older run\n");
  log.markStart();
  appendFileSync(log.path, "a line\n");
  expect(log.lastLines()).toBe("a line");
  appendFileSync(log.path, "another\n".repeat(30));
  expect(log.lastLines().split("\n")).toEqual(Array.from({ length: 20 }, () => "another"));
});

function openLog(maxBytes?: number): LogFile {
  const folder = mkdtempSync(join(tmpdir(), "hubbub-log-"));
  const log = new LogFile(join(folder, "part.log"), maxBytes);
  onTestFinished(() => {
    log.close();
    rmSync(folder, { recursive: true });
  });
  return log;
}
