import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readEnvironment } from "./read-environment.ts";

test("a setting in .env holds unless the environment says otherwise", () => {
  const root = emptyFolder();
  writeFileSync(join(root, ".env"), "# a note\nHUBBUB_PORT=9000\nLOG_LEVEL=debug\n#RATE_LIMITS=off\n");
  expect(readEnvironment({ LOG_LEVEL: "warn", HOME: "/x" }, root)).toEqual({
    HUBBUB_PORT: "9000",
    LOG_LEVEL: "warn",
    HOME: "/x",
  });
});

test("without .env there is the environment alone", () => {
  expect(readEnvironment({ HOME: "/x" }, emptyFolder())).toEqual({ HOME: "/x" });
});

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "hubbub-env-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
