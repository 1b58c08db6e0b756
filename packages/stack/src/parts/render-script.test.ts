import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repositoryRoot } from "../stack/layout.ts";

function render(env: Readonly<Record<string, string>>): { status: number | null; problems: string[]; config: string } {
  const run = spawnSync(join(repositoryRoot, "nginx/render.sh"), {
    encoding: "utf8",
    env: { PATH: process.env["PATH"] ?? "", CHAT_SERVERS: "127.0.0.1:1", ...env },
  });
  return { status: run.status, problems: run.stderr.trim().split("\n"), config: run.stdout };
}

test.each([
  [
    { HSTS_SECONDS: "5", TLS_KEY: "/key.pem", ACME_FOLDER: "acme", RATE_LIMITS: "no", ALLOWED_ORIGINS: "a;b" },
    ["RATE_LIMITS must be", "TLS_KEY, HSTS_SECONDS", "ACME_FOLDER must be an absolute", "ALLOWED_ORIGINS must be"],
  ],
  [
    { HSTS_SECONDS: "x", TLS_CERTIFICATE: "/nowhere.pem", REDIRECT_LISTEN: "80", HTTPS_PORT: "x" },
    ["HSTS_SECONDS must be", "TLS_KEY must be", "TLS_CERTIFICATE: /nowhere.pem is not there", "HTTPS_PORT must be"],
  ],
  [{ MAX_FILE_BYTES: "25M" }, ["MAX_FILE_BYTES must be"]],
  [{ MAX_FILE_BYTES: "1023" }, ["MAX_FILE_BYTES must be"]],
  [{ MAX_FILE_BYTES: "5368709121" }, ["MAX_FILE_BYTES must be"]],
  [
    { TLS_CERTIFICATE: join(repositoryRoot, "package.json"), TLS_KEY: "/a;b", ACME_FOLDER: "/c;d" },
    ["TLS_KEY must be a path of letters", "is no certificate in PEM", "ACME_FOLDER must be a path of letters"],
  ],
])("of %o everything that is wrong is named at once, and nothing is rendered", (env, expected) => {
  const { status, problems, config } = render(env);
  expect(problems).toEqual(expected.map((text) => expect.stringContaining(text)));
  expect([status, config]).toEqual([1, ""]);
});
