import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type SignedIn, startTestService, type TestService, testPassword } from "../testing/start-test-service.ts";

let service: TestService;
let root: SignedIn;

beforeAll(async () => {
  service = await startTestService({ ADMIN_USERNAMES: "root" });
  root = await service.signUp("root");
});
afterAll(() => service.stop());

const post = (path: string, { token }: { token: string }) => service.rest("POST", path, { body: {}, token });
const disable = (id: number, as: { token: string } = root) => post(`/api/v1/admin/users/${id}/disable`, as);

async function waitingForLocks(): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`.execute(service.db);
  return rows[0]?.waiting ?? 0;
}

async function signIn({ username }: SignedIn) {
  const { status, body } = await service.rest("POST", "/api/v1/users/login", {
    body: { username, password: testPassword },
  });
  return { status, token: String(body["token"]), refreshToken: String(body["refresh_token"]) };
}

test("one ends all sessions but this one", async () => {
  const person = await service.signUp();
  const others = [await signIn(person), await signIn(person)];
  const { status, body } = await post("/api/v1/users/me/sessions/end-others", person);
  expect([status, body]).toEqual([200, { ended: 2 }]);
  for (const { token } of others) expect((await service.rest("GET", "/api/v1/users/me", { token })).status).toBe(401);
  expect((await service.rest("GET", "/api/v1/users/me", { token: person.token })).status).toBe(200);
});

test("a disabled account has no session, gets none, and has all again once it is enabled", async () => {
  const person = await service.signUp();
  expect(await disable(person.id)).toMatchObject({ status: 200, body: { id: person.id, disabled: true } });
  expect((await service.rest("GET", "/api/v1/users/me", { token: person.token })).status).toBe(401);
  const refresh = { body: { refresh_token: person.refreshToken } };
  expect((await service.rest("POST", "/api/v1/users/refresh", refresh)).status).toBe(403);
  expect((await signIn(person)).status).toBe(403);
  expect((await disable(person.id)).status).toBe(200);

  expect(await post(`/api/v1/admin/users/${person.id}/enable`, root)).toMatchObject({ body: { disabled: false } });
  expect((await signIn(person)).status).toBe(200);
});

test("it is for server admins only, not of themselves, and of accounts that exist", async () => {
  const [person, other] = [await service.signUp(), await service.signUp()];
  for (const answer of [
    await disable(other.id, person),
    await post(`/api/v1/admin/users/${other.id}/enable`, person),
    await service.rest("GET", "/api/v1/admin/users", { token: person.token }),
    await disable(root.id),
  ]) {
    expect([answer.status, answer.body["code"]]).toEqual([403, "forbidden"]);
  }
  expect((await disable(999_999_999)).body["code"]).toBe("user_not_found");
  expect((await service.rest("GET", "/api/v1/users/me", { token: other.token })).status).toBe(200);
});

test("of two server admins who disable each other at once one stays", async () => {
  const [one, two] = [await service.signUp(), await service.signUp()];
  const appointed = [one.id, two.id];
  const appoint = (ids: readonly number[]) =>
    service.db.updateTable("users").set({ appointed_admin: true }).where("id", "in", ids).execute();
  await appoint(appointed);
  const [asOne, asTwo] = [await signIn(one), await signIn(two)];
  // Nobody else is left.
  expect((await disable(root.id, asOne)).status).toBe(200);
  const answers = await service.db.transaction().execute(async (trx) => {
    await trx.selectFrom("users").select("id").where("id", "in", appointed).forUpdate().execute();
    const both = Promise.all([disable(two.id, asOne), disable(one.id, asTwo)]);
    await expect.poll(() => waitingForLocks()).toBe(2);
    return { both };
  });
  const statuses = (await answers.both).map(({ status }) => status);
  expect(statuses.toSorted((one, other) => one - other)).toEqual([200, 403]);
  const staying = statuses[0] === 200 ? asOne : asTwo;
  expect((await post(`/api/v1/admin/users/${root.id}/enable`, staying)).status).toBe(200);
  root = { ...root, token: (await signIn(root)).token };
});

test("server admins see all accounts, the disabled ones too, and find them by their email", async () => {
  const person = await service.signUp("searched");
  await disable(person.id);
  const seen: unknown[] = [];
  for (let token = ""; ;) {
    const { body } = await service.rest("GET", `/api/v1/admin/users?page_size=2&page_token=${token}`, {
      token: root.token,
    });
    seen.push(...(body["users"] as { username: string }[]).map(({ username }) => username));
    token = String(body["next_page_token"]);
    if (token === "") break;
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toEqual(expect.arrayContaining(["root", "searched"]));
  const { body } = await service.rest("GET", "/api/v1/admin/users?query=searched@", { token: root.token });
  expect(body["users"]).toMatchObject([{ id: person.id, email: person.email, disabled: true }]);
});

test("an account is found by the longest email that one can have", async () => {
  const domain = [63, 63, 61].map((length) => "b".repeat(length)).join(".");
  const email = `${"a".repeat(64)}@${domain}`;
  const person = { email, username: "long-email", password: "correct horse battery staple" };
  const registered = await service.rest("POST", "/api/v1/users/register", { body: person });
  expect(registered.status).toBe(200);
  const { body } = await service.rest("GET", `/api/v1/admin/users?query=${email}`, { token: root.token });
  expect(body["users"]).toMatchObject([{ email }]);
  const longer = await service.rest("GET", `/api/v1/admin/users?query=${email}c`, { token: root.token });
  expect(longer).toMatchObject({ status: 400, body: { errors: [{ field: "query" }] } });
});

test("a token that still makes a server admin of somebody who is none any more has expired; the next one does not", async () => {
  const person = await service.signUp();
  const appoint = (appointed_admin: boolean) =>
    service.db.updateTable("users").set({ appointed_admin }).where("id", "=", person.id).execute();
  await appoint(true);
  const { token, refreshToken } = await signIn(person);
  expect((await service.rest("GET", "/api/v1/admin/users", { token })).status).toBe(200);
  await appoint(false);
  for (const path of ["/api/v1/users/me", "/api/v1/admin/users"]) {
    expect(await service.rest("GET", path, { token })).toMatchObject({ status: 401, body: { code: "token_expired" } });
  }
  const { body } = await service.rest("POST", "/api/v1/users/refresh", { body: { refresh_token: refreshToken } });
  const renewed = { token: String(body["token"]) };
  expect(await service.rest("GET", "/api/v1/users/me", renewed)).toMatchObject({ status: 200, body: { admin: false } });
  expect(await service.rest("GET", "/api/v1/admin/users", renewed)).toMatchObject({ status: 403 });
});
