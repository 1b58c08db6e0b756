import { waitFor } from "@hubbub/stack/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eraseAccount, lockAccountEnds } from "../accounts/deletion-queries.ts";
import { maxSessionsPerAccount } from "../limits.ts";
import { type SignedIn, startTestService, type TestService, testPassword } from "../testing/start-test-service.ts";

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ ADMIN_USERNAMES: "boss" });
});

afterAll(() => service.stop());

function deleteMe({ token }: { token: string }, body: unknown = { current_password: testPassword }) {
  return service.rest("DELETE", "/api/v1/users/me", { body, token });
}

function get(path: string, { token }: { token: string }) {
  return service.rest("GET", path, { token });
}

async function signIn({ username }: SignedIn) {
  const { status, body } = await service.rest("POST", "/api/v1/users/login", {
    body: { username, password: testPassword },
  });
  return { status, token: String(body["token"]), refreshToken: String(body["refresh_token"]) };
}

/** All of what is stored of an account, as text. */
async function storedOf(id: number): Promise<string> {
  const rows = await Promise.all([
    service.db.selectFrom("users").selectAll().where("id", "=", id).execute(),
    service.db.selectFrom("sessions").selectAll().where("user_id", "=", id).execute(),
    service.db.selectFrom("known_addresses").selectAll().where("user_id", "=", id).execute(),
    service.db
      .selectFrom("refresh_tokens")
      .innerJoin("sessions", "sessions.id", "session_id")
      .select("refresh_tokens.created_at")
      .where("user_id", "=", id)
      .execute(),
  ]);
  return JSON.stringify(rows);
}

test("it needs the current password, and a wrong one is told as such", async () => {
  const person = await service.signUp();
  for (const body of [{}, { current_password: "" }, { current_password: "\ud800" }]) {
    expect(await deleteMe(person, body)).toMatchObject({
      status: 400,
      fields: { current_password: "invalid_argument" },
    });
  }
  expect(await deleteMe(person, { current_password: "a guess" })).toMatchObject({
    status: 403,
    code: "forbidden",
    fields: { current_password: "forbidden" },
  });
  expect((await get("/api/v1/users/me", person)).status).toBe(200);
});

test("all sessions end, nobody signs in by name or email, and what they were is erased", async () => {
  const person = await service.signUp("leaving-soon");
  const other = await signIn(person);
  const change = { display_name: "Ada Leaving" };
  await service.rest("PATCH", "/api/v1/users/me", { body: change, token: person.token });
  expect(await storedOf(person.id)).toContain("leaving-soon@example.org");

  expect(await deleteMe(person)).toMatchObject({ status: 200, body: {} });
  for (const { token, refreshToken } of [person, other]) {
    expect(await get("/api/v1/users/me", { token })).toMatchObject({ status: 401, code: "unauthenticated" });
    const refresh = { body: { refresh_token: refreshToken } };
    expect(await service.rest("POST", "/api/v1/users/refresh", refresh)).toMatchObject({ status: 401 });
  }
  for (const name of [
    { username: person.username },
    { email: person.email },
    { email: `deleted:${person.id}` },
    { email: "" },
  ]) {
    const login = { body: { ...name, password: testPassword } };
    expect((await service.rest("POST", "/api/v1/users/login", login)).status).toBeGreaterThanOrEqual(400);
  }
  const stored = await storedOf(person.id);
  for (const what of ["leaving-soon@", "Ada Leaving", "127.0.0.1", "node"]) expect(stored).not.toContain(what);
});

test("others see that it is deleted, and no name", async () => {
  const [person, other] = [await service.signUp("was-somebody"), await service.signUp()];
  await deleteMe(person);
  const shown = { id: person.id, username: "deleted user", display_name: "deleted user", admin: false, deleted: true };
  const { status, body } = await get(`/api/v1/users/${person.id}`, other);
  expect([status, body]).toEqual([200, expect.objectContaining(shown)]);
  const { users } = await service.grpcAsService.batchGetUsers({
    ids: [person.id, other.id],
    usernames: ["was-somebody"],
  });
  expect(users).toMatchObject([{ id: person.id, username: "deleted user", deleted: true }, { id: other.id }]);
  expect(users[1]).not.toHaveProperty("deleted", true);
  expect((await service.grpcAsService.batchGetUsers({ ids: [], usernames: ["was-somebody"] })).users).toEqual([]);
  expect((await get("/api/v1/users?query=was-somebody", other)).body["users"]).toEqual([]);
});

test("its username stays taken, and for display names too; its email is free", async () => {
  const person = await service.signUp("nobody-poses");
  await deleteMe(person);
  const register = (username: string) => {
    const body = { username, email: person.email, password: testPassword };
    return service.rest("POST", "/api/v1/users/register", { body });
  };
  expect(await register("Nobody-Poses")).toMatchObject({ status: 409, fields: { username: "already_exists" } });
  const { status, body } = await register("somebody-new");
  expect(status).toBe(200);
  const posing = { body: { display_name: "nobody-poses" }, token: String(body["token"]) };
  expect(await service.rest("PATCH", "/api/v1/users/me", posing)).toMatchObject({ status: 400 });
});

test("it is told to chat instances with the other ends of sessions", async () => {
  const person = await service.signUp();
  await deleteMe(person);
  const ended = await service.db.selectFrom("sessions").select("ended_at").where("user_id", "=", person.id).execute();
  expect(ended).toEqual([{ ended_at: expect.any(Date) as Date }]);
});

test("over gRPC it is the same", async () => {
  const { token, id } = await service.signUp();
  const metadata = { authorization: `Bearer ${token}` };
  await service.grpc.deleteMe({ currentPassword: testPassword }, { metadata });
  await expect(service.grpcAsService.exportAccount({ userId: id, clientAddress: "" })).rejects.toMatchObject({
    code: "user_not_found",
    fields: [{ field: "user_id" }],
  });
});

describe("a server admin", () => {
  test("who is the only one cannot go, whether by name or by appointment; another one makes it possible", async () => {
    const boss = await service.signUp("boss");
    expect(await deleteMe(boss)).toMatchObject({ status: 403, code: "forbidden", fields: {} });
    const disabled = await service.signUp();
    await appoint(disabled, { disabled_at: new Date() });
    expect((await deleteMe(boss)).status).toBe(403);
    const second = await service.signUp();
    await appoint(second);
    expect((await deleteMe(boss)).status).toBe(200);
    expect((await deleteMe(second)).status).toBe(403);
  });

  test("nobody makes a deleted account one, or enables it, or finds it in the list", async () => {
    const person = await service.signUp("gone-for-good");
    const admin = await service.signUp();
    await appoint(admin);
    await deleteMe(person);
    for (const what of ["enable", "disable"]) {
      const path = `/api/v1/admin/users/${person.id}/${what}`;
      expect(await service.rest("POST", path, { body: {}, token: admin.token })).toMatchObject({
        status: 404,
        code: "user_not_found",
      });
    }
    expect((await get("/api/v1/admin/users?query=gone-for-good", admin)).body["users"]).toEqual([]);
  });

  async function appoint({ id }: SignedIn, besides: { disabled_at?: Date } = {}): Promise<void> {
    await service.db
      .updateTable("users")
      .set({ appointed_admin: true, ...besides })
      .where("id", "=", id)
      .execute();
  }
});

describe("the list of deleted accounts", () => {
  test("goes on from a place, in order, and is bounded", async () => {
    const { accounts: before } = await service.grpcAsService.listDeletedAccounts({ after: 0, limit: 1_000 });
    const after = before.at(-1)?.id ?? 0;
    const people = [await service.signUp(), await service.signUp(), await service.signUp()];
    for (const person of people) await deleteMe(person);
    const { accounts: page } = await service.grpcAsService.listDeletedAccounts({ after, limit: 2 });
    expect(page.map(({ userId }) => userId)).toEqual(people.slice(0, 2).map(({ id }) => id));
    expect(page[0]?.deletedAt).toEqual(service.clock.now());
    const { accounts: rest } = await service.grpcAsService.listDeletedAccounts({ after: page[1]?.id ?? 0, limit: 0 });
    expect(rest.map(({ userId }) => userId)).toEqual([people[2]?.id]);
    await expect(service.grpcAsService.listDeletedAccounts({ after: 0, limit: 1_001 })).rejects.toMatchObject({
      code: "invalid_argument",
    });
  });

  test("never shows a later deletion before an earlier one: the second waits for the first one's commit", async () => {
    const [first, second] = [await service.signUp(), await service.signUp()];
    const { accounts: before } = await service.grpcAsService.listDeletedAccounts({ after: 0, limit: 1_000 });
    const { passwordHash } = await hashOf(first);
    const waiting = await service.db.transaction().execute(async (trx) => {
      await lockAccountEnds(trx);
      await eraseAccount(trx, { id: first.id, passwordHash, now: service.clock.now() });
      const answer = deleteMe(second);
      await waitFor(async () => expect(await statementsWaitingForLocks()).toBe(1));
      const { accounts } = await service.grpcAsService.listDeletedAccounts({ after: 0, limit: 1_000 });
      expect(accounts).toEqual(before);
      return { answer };
    });
    expect((await waiting.answer).status).toBe(200);
    const after = before.at(-1)?.id ?? 0;
    const { accounts } = await service.grpcAsService.listDeletedAccounts({ after, limit: 0 });
    expect(accounts.map(({ userId }) => userId)).toEqual([first.id, second.id]);
  });

  async function hashOf({ id }: SignedIn) {
    const row = await service.db
      .selectFrom("users")
      .select("password_hash")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    return { passwordHash: row.password_hash };
  }

  async function statementsWaitingForLocks(): Promise<number> {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(service.db);
    return rows[0]?.count ?? 0;
  }
});

describe("an export", () => {
  test("has the account, its sessions and its addresses, and no secret", async () => {
    const person = await service.signUp();
    await signIn(person);
    const exported = await service.grpcAsService.exportAccount({ userId: person.id, clientAddress: "192.0.2.7" });
    const { id, username, email } = person;
    expect(exported.account).toMatchObject({ id, username, email, createdAt: service.clock.now() });
    expect(exported.sessions).toHaveLength(2);
    expect(exported.sessions[0]).toMatchObject({ ip: "127.0.0.1", userAgent: "node", createdAt: service.clock.now() });
    expect(exported.sessions[0]).not.toHaveProperty("endedAt", expect.any(Date));
    expect(exported.knownAddresses).toEqual([{ address: expect.any(String), lastUsedAt: service.clock.now() }]);
    const text = JSON.stringify(exported);
    const { password_hash: hash } = await service.db
      .selectFrom("users")
      .select("password_hash")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    for (const secret of [hash, person.refreshToken, "argon2"]) expect(text).not.toContain(secret);
    expect(exported.sessions.length).toBeLessThanOrEqual(maxSessionsPerAccount);
  });

  test("of nobody is user_not_found", async () => {
    await expect(service.grpcAsService.exportAccount({ userId: 999_999_999, clientAddress: "" })).rejects.toMatchObject(
      {
        code: "user_not_found",
      },
    );
  });
});
