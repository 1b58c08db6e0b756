import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestService, type TestService, testSigningKeySecret } from "../testing/start-test-service.ts";

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});

afterAll(() => service.stop());

/** The command as an operator runs it. */
function rotateKeys(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const settings = { DATABASE_URL: service.databaseUrl, SIGNING_KEY_SECRET: testSigningKeySecret, ...env };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, "main.ts"), ...args], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], NODE_NO_WARNINGS: "1", ...settings },
    timeout: 20_000,
  });
  return { status, stdout, stderr };
}

test("what cannot be is told in one line, without a secret, and changes nothing", async () => {
  expect(rotateKeys(["now"])).toEqual({ status: 1, stdout: "", stderr: "It takes no arguments\n" });
  expect(rotateKeys([], { SIGNING_KEY_SECRET: "" }).stderr).toMatch(/^SIGNING_KEY_SECRET is missing[^\n]*\n$/);
  const wrong = rotateKeys([], { SIGNING_KEY_SECRET: "not the secret of these keys" });
  expect(wrong).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/^It failed: SIGNING_KEY_SECRET is not[^\n]*\n$/),
  });
  expect(wrong.stderr).not.toContain("not the secret of these keys");
  expect(await service.db.selectFrom("signing_keys").select("kid").execute()).toHaveLength(1);
});

test("a key is made, once, and every instance lists it", async () => {
  expect(rotateKeys()).toEqual({
    status: 0,
    stdout: expect.stringMatching(
      /^Key [\w-]{43} is published, and signs in 11 minutes; the one before it goes 20 minutes later\n$/,
    ),
    stderr: "",
  });
  expect(rotateKeys()).toMatchObject({ status: 1, stderr: expect.stringMatching(/^Nothing was made: key [^\n]*\n$/) });
  const other = await service.startAnother();
  try {
    expect((await other.rest("GET", "/.well-known/jwks.json")).body["keys"]).toHaveLength(2);
  } finally {
    await other.stop();
  }
});
