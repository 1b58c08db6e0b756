import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { keepSecrets, opsSecretOf, runningOpsSecret } from "./secrets.ts";

const folder = mkdtempSync(join(tmpdir(), "hubbub-secrets-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, "secrets.json");

test("whoever asks a service that runs leaves the secrets as they are", () => {
  const secrets = keepSecrets(folder);
  const { ino } = statSync(path);
  expect(runningOpsSecret("chat-1", folder)).toBe(opsSecretOf("chat-1", secrets));
  expect(statSync(path).ino).toBe(ino);
});

test("of a system that an earlier release started nothing is asked, and nothing made", () => {
  const { opsSecret: _, ...earlier } = keepSecrets(folder);
  writeFileSync(path, JSON.stringify(earlier));
  expect(() => runningOpsSecret("chat-1", folder)).toThrow("start make up again first");
  expect(readFileSync(path, "utf8")).toBe(JSON.stringify(earlier));
});
