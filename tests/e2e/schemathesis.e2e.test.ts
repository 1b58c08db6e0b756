import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSystem, type System } from "./support/start-system.ts";

/** Of this folder; `make test` installs it under .tools/. */
const program = resolve(".tools/python/bin/schemathesis");
const folder = resolve("tests/e2e/schemathesis");
/** Its own, and two of hooks.py. */
const checks = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_headers_conformance",
  "response_schema_conformance",
  "negative_data_rejection",
  "ignored_auth",
  "unsupported_method",
  "refused_only_beyond_its_schema",
  "EveryOperationSucceeds",
];

let system: System;
let scratch: string;
/** Of schemathesis, on one system: each has accounts of its own, of which one is a server admin. */
let runs = 0;

beforeAll(async () => {
  system = await startSystem({ RATE_LIMITS: "off", ADMIN_USERNAMES: "owner-1,owner-2,owner-3" });
  scratch = mkdtempSync(join(tmpdir(), "hubbub-schemathesis-"));
});

afterAll(async () => {
  rmSync(scratch, { recursive: true, force: true });
  await system.destroy();
});

test("whatever is asked, each answer is one that the OpenAPI document describes, and none is a failure", async () => {
  const { status, output } = await schemathesis(`${system.url}/api/openapi.json`);
  expect(output).toMatch(/Tested: [2-9]\d/);
  expect(status, output).toBe(0);
}, 300_000);

test.each([
  ["a status", /"400":.*?(?="401":)/, "Undocumented status code"],
  ["a bound", ',"maximum":100', "limit must be a whole number from 1 to 100"],
])("a document that leaves out %s does not pass", async (_, leftOut, found) => {
  const path = "/api/v1/rooms/{room_id}/messages";
  const { paths, ...rest } = (await (await fetch(`${system.url}/api/openapi.json`)).json()) as Document;
  const whole = JSON.stringify(paths[path]!["get"]);
  const less = whole.replace(leftOut, "");
  expect(less.length).toBeLessThan(whole.length);
  const get = JSON.parse(less) as { operationId: string };
  const file = join(scratch, "openapi.json");
  writeFileSync(file, JSON.stringify({ ...rest, paths: { ...paths, [path]: { ...paths[path], get } } }));
  const { status, output } = await schemathesis(file, `--include-operation-id=${get.operationId}`);
  expect(output).toContain(found);
  expect(output).toMatch(/Failures:\n +❌ [^\n]+\n\n/);
  expect(status).toBe(1);
});

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** In the scratch folder, where it leaves what it remembers. */
async function schemathesis(document: string, ...more: string[]): Promise<{ status: number | null; output: string }> {
  expect(existsSync(program), `${program} is missing: make test puts it there`).toBe(true);
  runs += 1;
  const command = `--config-file ${folder}/schemathesis.toml run ${document} --url ${system.url} --no-color`;
  const child = spawn(
    program,
    [...command.split(" "), `--checks=${checks.join(",")}`, "--continue-on-failure", ...more],
    {
      cwd: scratch,
      env: {
        ...process.env,
        HUBBUB_URL: system.url,
        HUBBUB_RUN: String(runs),
        SCHEMATHESIS_HOOKS: `${folder}/hooks.py`,
      },
    },
  );
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await once(child, "close");
  return { status: child.exitCode, output };
}
