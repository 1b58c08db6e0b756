import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { startTestService, type TestService, testPassword } from "../testing/start-test-service.ts";

const listed = { ADMIN_USERNAMES: "Listed" };

let service: TestService;

beforeAll(async () => {
  service = await startTestService(listed);
});

afterAll(() => service.stop());

/** The command as an operator runs it. */
function makeAdmin(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const settings = { DATABASE_URL: service.databaseUrl, ...listed, ...env };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, "main.ts"), ...args], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], NODE_NO_WARNINGS: "1", ...settings },
    timeout: 20_000,
  });
  return { status, stdout, stderr };
}

async function isAdmin(token: string): Promise<{ inAnswers: unknown; inToken: boolean }> {
  const { body } = await service.rest("GET", "/api/v1/users/me", { token });
  const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as { admin?: boolean };
  return { inAnswers: body["admin"], inToken: claims.admin === true };
}

async function login(username: string): Promise<string> {
  const { body } = await service.rest("POST", "/api/v1/users/login", { body: { username, password: testPassword } });
  return String(body["token"]);
}

async function refresh(refreshToken: string) {
  const { body } = await service.rest("POST", "/api/v1/users/refresh", { body: { refresh_token: refreshToken } });
  return { token: String(body["token"]), refreshToken: String(body["refresh_token"]) };
}

test("an appointed account is a server admin from its next access token on, by login and by refresh, until it is revoked", async () => {
  const { username, token, refreshToken } = await service.signUp("Appointed");
  expect(makeAdmin(["aPPOINTED"])).toEqual({
    status: 0,
    stdout: "Appointed becomes a server admin with the next access token: at the next sign-in, or within 15 minutes\n",
    stderr: "",
  });
  expect(await isAdmin(token)).toEqual({ inAnswers: true, inToken: false });
  const refreshed = await refresh(refreshToken);
  for (const next of [refreshed.token, await login(username)]) {
    expect(await isAdmin(next)).toEqual({ inAnswers: true, inToken: true });
  }
  const { users } = await service.grpcAsService.batchGetUsers({ ids: [], usernames: [username] });
  expect(users).toMatchObject([{ admin: true }]);

  expect(makeAdmin(["--revoke", "appointed"])).toMatchObject({ status: 0, stdout: expect.stringContaining("ceases") });
  for (const next of [(await refresh(refreshed.refreshToken)).token, await login(username)]) {
    expect(await isAdmin(next)).toEqual({ inAnswers: false, inToken: false });
  }
});

test("nobody else becomes one with it", async () => {
  const { token } = await service.signUp("bystander");
  await service.signUp("bystander2");
  expect(makeAdmin(["bystander2"])).toMatchObject({ status: 0 });
  expect(await isAdmin(token)).toMatchObject({ inAnswers: false });
});

test("what is so already is said, and no failure", async () => {
  const { username } = await service.signUp();
  expect(makeAdmin(["--revoke", username])).toMatchObject({ status: 0, stdout: `${username} is no server admin\n` });
  expect(makeAdmin([username])).toMatchObject({ status: 0, stdout: expect.stringContaining("becomes") });
  expect(makeAdmin([username])).toMatchObject({ status: 0, stdout: `${username} is a server admin already\n` });
});

test("the audit log has what changed, by nobody", async () => {
  const { id, username } = await service.signUp();
  for (const args of [[username], [username], ["--revoke", username], ["--revoke", username]]) makeAdmin(args);
  const events = await service.db
    .selectFrom("audit_events")
    .select(["action", "actor_id"])
    .where("subject_id", "=", id)
    .orderBy("id")
    .execute();
  expect(events.slice(1)).toEqual([
    { action: "admin_appointed", actor_id: null },
    { action: "admin_withdrawn", actor_id: null },
  ]);
});

test("nobody deleted is appointed", async () => {
  const { username, token } = await service.signUp("deleted-before");
  const body = { current_password: testPassword };
  await service.rest("DELETE", "/api/v1/users/me", { body, token });
  expect(makeAdmin([username])).toMatchObject({ status: 1, stderr: expect.stringContaining("Nobody has") });
});

test("one that ADMIN_USERNAMES names stays an admin, and the operator is told why", async () => {
  const { token } = await service.signUp("listed");
  expect(makeAdmin(["--revoke", "listed"])).toEqual({
    status: 1,
    stdout: "",
    stderr:
      "listed stays a server admin, because ADMIN_USERNAMES names it: take the name off it and start the user-service again\n",
  });
  expect(await isAdmin(token)).toMatchObject({ inAnswers: true });
});

test("one that ADMIN_USERNAMES names can be appointed besides, and loses that by the next revocation", async () => {
  await service.signUp("later-unlisted");
  const both = { ADMIN_USERNAMES: "later-unlisted" };
  expect(makeAdmin(["later-unlisted"], both)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("without it"),
  });
  expect(makeAdmin(["--revoke", "later-unlisted"], both)).toMatchObject({ status: 1 });
  expect(makeAdmin(["--revoke", "later-unlisted"])).toMatchObject({ stdout: "later-unlisted is no server admin\n" });
});

test.each(["nobody-at-all", "a b", "x", "%", "'; drop table users; --"])("%s is nobody, in one line", (username) => {
  expect(makeAdmin([username])).toEqual({
    status: 1,
    stdout: "",
    stderr: `Nobody has the username ${JSON.stringify(username)}\n`,
  });
});

test.each([[[]], [[""]], [["ada", "bob"]], [["--force", "ada"]], [["--revoke"]]])("%j is not understood", (args) => {
  expect(makeAdmin(args)).toMatchObject({ status: 1, stderr: expect.stringMatching(/^Give one username[^\n]*\n$/) });
});

test("the database may be named in a file, as docker compose does", async () => {
  const { username } = await service.signUp();
  const folder = mkdtempSync(join(tmpdir(), "hubbub-make-admin-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "url"), `${service.databaseUrl}\n`);
  expect(makeAdmin([username], { DATABASE_URL: "", DATABASE_URL_FILE: join(folder, "url") })).toMatchObject({
    status: 0,
  });
});

test("bad settings, a Postgres that is away and a database without the tables are told in one line, without the password", () => {
  expect(makeAdmin(["ada"], { DATABASE_URL: "", ADMIN_USERNAMES: "a b" }).stderr).toMatch(
    /^DATABASE_URL is missing[^\n]*; ADMIN_USERNAMES must be usernames[^\n]*\n$/,
  );
  const away = makeAdmin(["ada"], { DATABASE_URL: "postgres://hubbub:very-secret@127.0.0.1:1/hubbub_users" });
  expect(away).toMatchObject({ status: 1, stderr: expect.stringMatching(/^Postgres cannot be reached [^\n]*\n$/) });
  expect(away.stderr).not.toContain("very-secret");
  const other = new URL(service.databaseUrl);
  other.pathname = "/postgres";
  expect(makeAdmin(["ada"], { DATABASE_URL: other.href }).stderr).toMatch(
    /^The database is of another version[^\n]*\n$/,
  );
});
