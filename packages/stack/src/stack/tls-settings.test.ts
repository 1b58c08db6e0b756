import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { repositoryRoot } from "./layout.ts";
import { readTlsSettings } from "./tls-settings.ts";

const folder = mkdtempSync(join(tmpdir(), "hubbub-tls-settings-"));
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(() => {
  for (const name of ["one", "other"]) {
    execFileSync(join(repositoryRoot, "nginx/self-signed.sh"), [`${folder}/${name}.pem`, `${folder}/${name}-key.pem`]);
  }
  writeFileSync(join(folder, "text"), "no PEM");
});

const files = { TLS_CERTIFICATE: "one.pem", TLS_KEY: "one-key.pem" };

function problemsOf(env: Readonly<Record<string, string>>): string[] {
  const problems: string[] = [];
  readTlsSettings(env, folder, (text) => problems.push(text));
  return problems;
}

test("without a certificate there is no TLS", () => {
  expect(readTlsSettings({ TLS_CERTIFICATE: " ", HSTS_SECONDS: "0" }, folder, expect.unreachable)).toBeUndefined();
});

test("files that fit are taken, wherever the clone is", () => {
  const env = { ...files, HSTS_SECONDS: "300", HUBBUB_HTTP_PORT: "80", ACME_FOLDER: "acme" };
  expect(readTlsSettings(env, folder, expect.unreachable)).toEqual({
    certificate: { path: join(folder, "one.pem"), keyPath: join(folder, "one-key.pem") },
    hstsSeconds: 300,
    redirectPort: 80,
    acmeFolder: join(folder, "acme"),
  });
});

test.each([
  [{ HSTS_SECONDS: "5" }, "HSTS_SECONDS needs TLS_CERTIFICATE"],
  [{ HUBBUB_HTTP_PORT: "80" }, "HUBBUB_HTTP_PORT needs TLS_CERTIFICATE"],
  [{ TLS_KEY: "one-key.pem" }, "TLS_KEY needs TLS_CERTIFICATE"],
  [{ ...files, TLS_KEY: "" }, "TLS_KEY must be the key of TLS_CERTIFICATE"],
  [{ ...files, TLS_KEY: "other-key.pem" }, "other-key.pem is not the key of "],
  [{ ...files, TLS_KEY: "text" }, "text is not a key without a password in PEM"],
  [{ ...files, TLS_CERTIFICATE: "text" }, "text is not a certificate in PEM"],
  [{ ...files, TLS_CERTIFICATE: "nowhere" }, "nowhere cannot be read"],
  [{ ...files, HSTS_SECONDS: "a year" }, 'HSTS_SECONDS must be a whole number from 0 to 63072000, not "a year"'],
  [{ ...files, ACME_FOLDER: "acme" }, "ACME_FOLDER needs HUBBUB_HTTP_PORT"],
  [{ ...files, HUBBUB_HTTP_PORT: "80", ACME_FOLDER: "a;b" }, "ACME_FOLDER must be a path of letters"],
  [{ TLS_CERTIFICATE: "self-signed", HSTS_SECONDS: "5" }, "HSTS_SECONDS needs a certificate that browsers trust"],
])("%o is named: %s", (env, problem) => {
  expect(problemsOf(env).filter((text) => text.includes(problem))).toHaveLength(1);
});

test.each([
  [{ TLS_KEY: "nowhere", ACME_FOLDER: "a;b", HSTS_SECONDS: "5", HUBBUB_HTTP_PORT: "x" }, 6],
  [{ TLS_CERTIFICATE: "self-signed", HSTS_SECONDS: "5", ACME_FOLDER: "a;b" }, 3],
  [{ TLS_CERTIFICATE: "nowhere", HSTS_SECONDS: "x", ACME_FOLDER: "acme" }, 4],
  [{ TLS_CERTIFICATE: "text", TLS_KEY: "nowhere" }, 2],
  [{ ...files, HUBBUB_HTTP_PORT: "x", ACME_FOLDER: "acme" }, 1],
])("of %o everything that is wrong is named at once: %i problems", (env, count) => {
  expect(problemsOf(env)).toHaveLength(count);
  expect(new Set(problemsOf(env)).size).toBe(count);
});
