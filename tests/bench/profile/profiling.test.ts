import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { profiling } from "./profiling.ts";

test("services that root starts as other users may leave their profiles, and earlier ones are gone", () => {
  const folder = mkdtempSync(join(tmpdir(), "hubbub-profiles-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "earlier"));
  expect(profiling(folder)["NODE_OPTIONS"]).toContain(`--cpu-prof-dir=${folder}`);
  expect(readdirSync(folder)).toEqual([]);
  expect(statSync(folder).mode & 0o777).toBe(0o777);
});
