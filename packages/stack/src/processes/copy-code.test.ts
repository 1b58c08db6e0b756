import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { repositoryRoot } from "../stack/layout.ts";
import { copyCode } from "./copy-code.ts";

test("the services and the small proxy find all that they need in a copy of their code", { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "hubbub-code-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  chmodSync(folder, 0o755);
  copyCode(repositoryRoot, folder);
  const run = (main: string, env = {}) => {
    const { stdout, stderr } = spawnSync(process.execPath, [join(folder, main)], {
      encoding: "utf8",
      env,
      cwd: folder,
    });
    return stdout + stderr;
  };
  // They get as far as naming the settings that they lack.
  for (const app of ["user-service", "chat-service"]) expect(run(`apps/${app}/src/main.ts`)).toContain("DATABASE_URL");
  const proxy = run("packages/stack/src/proxy/main.ts", { PROXY_HOST: "no address", PROXY_PORT: "1" });
  expect(proxy).toMatch(/ENOTFOUND|EAI_AGAIN/);
});
