import { waitFor } from "@hubbub/stack/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestService, type SignedIn, type TestService, testPassword } from "../testing/start-test-service.ts";

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ ADMIN_USERNAMES: "boss" });
});

afterAll(() => service.stop());

function patch(person: { token: string }, body: unknown) {
  return service.rest("PATCH", "/api/v1/users/me", { body, token: person.token });
}

async function me({ token }: { token: string }) {
  return (await service.rest("GET", "/api/v1/users/me", { token })).body;
}

/** Someone whose username is alice. */
async function alice(): Promise<void> {
  const taken = await service.db.selectFrom("users").select("id").where("username_key", "=", "alice").execute();
  if (taken.length === 0) await service.signUp("alice");
}

async function signInAgain({ username }: SignedIn, password = testPassword) {
  const { status, body } = await service.rest("POST", "/api/v1/users/login", { body: { username, password } });
  return { status, token: String(body["token"]), refreshToken: String(body["refresh_token"]) };
}

test("one sees one's own account, email and all", async () => {
  const person = await service.signUp();
  const { id, username, email } = person;
  expect(await me(person)).toMatchObject({ id, username, display_name: username, email, disabled: false });
});

test("what is absent stays, and an empty change changes nothing", async () => {
  const person = await service.signUp();
  const before = await me(person);
  expect(await patch(person, {})).toMatchObject({ status: 200, body: before });
  await patch(person, { display_name: "Ada" });
  expect(await me(person)).toEqual({ ...before, display_name: "Ada" });
});

test("an empty display name shows the username again", async () => {
  const person = await service.signUp();
  await patch(person, { display_name: "  Ada  " });
  expect(await me(person)).toMatchObject({ display_name: "Ada" });
  await patch(person, { display_name: " " });
  expect(await me(person)).toMatchObject({ display_name: person.username });
});

test("the username cannot be changed", async () => {
  const person = await service.signUp();
  expect(await patch(person, { username: "other" })).toMatchObject({
    status: 400,
    fields: { username: "invalid_argument" },
  });
  expect(await me(person)).toMatchObject({ username: person.username });
});

test.each(["<script>alert(1)</script>", "Robert'); drop table users; --", "100% _\\_", "🐢 أدا"])(
  "%s is a display name like any other",
  async (name) => {
    const person = await service.signUp();
    expect(await patch(person, { display_name: name })).toMatchObject({ status: 200, body: { display_name: name } });
  },
);

describe("a display name that is a reserved username", () => {
  test.each(["Admin", "Support", "аdmin", "adm1n", " System "])("is refused: %j", async (name) => {
    const person = await service.signUp();
    const answer = await patch(person, { display_name: name });
    expect(answer).toMatchObject({ status: 400, fields: { display_name: "invalid_argument" } });
    expect(JSON.stringify(answer.body)).toContain("This display name is reserved; choose another one");
    expect(await me(person)).toMatchObject({ display_name: person.username });
  });

  test("is for server admins, by name and by appointment", async () => {
    const appointed = await service.signUp();
    await service.db.updateTable("users").set({ appointed_admin: true }).where("id", "=", appointed.id).execute();
    for (const admin of [appointed, await service.signUp("boss")]) {
      expect(await patch(admin, { display_name: "Admin" })).toMatchObject({ status: 200 });
    }
  });

  test("is none as a part of a name", async () => {
    const person = await service.signUp();
    expect(await patch(person, { display_name: "Ada (Support)" })).toMatchObject({ status: 200 });
  });
});

describe("a display name that looks like a username", () => {
  test.each(["alice", "ALICE", "аlice", "a1ice", "aIice", " Alice ", "alice\u200b", "ａｌｉｃｅ"])(
    "of someone else is refused: %j",
    async (name) => {
      await alice();
      const person = await service.signUp();
      const answer = await patch(person, { display_name: name });
      expect(answer).toMatchObject({ status: 400, fields: { display_name: "invalid_argument" } });
      expect(JSON.stringify(answer.body)).toContain("looks like someone's username");
      expect(await me(person)).toMatchObject({ display_name: person.username });
    },
  );

  test("of one's own is fine", async () => {
    const person = await service.signUp("Malory.M");
    expect(await patch(person, { display_name: "malory.m" })).toMatchObject({ status: 200 });
  });

  test("and equal display names are fine", async () => {
    const [one, other] = [await service.signUp(), await service.signUp()];
    for (const person of [one, other]) {
      expect(await patch(person, { display_name: "Ada Lovelace" })).toMatchObject({ status: 200 });
    }
  });
});

test.each([
  ["display_name", { display_name: "x".repeat(65) }],
  ["display_name", { display_name: "\u202eada" }],
  ["display_name", { display_name: "a\0b" }],
  ["display_name", { display_name: "\ud800" }],
  ["display_name", { display_name: 7 }],
  ["email", { email: "nowhere", current_password: testPassword }],
  ["email", { email: "", current_password: testPassword }],
  ["email", { email: "a\0@example.org", current_password: testPassword }],
  ["current_password", { email: "new@example.org" }],
  ["current_password", { email: "new@example.org", current_password: "" }],
  ["current_password", { email: "new@example.org", current_password: "\ud800" }],
  ["password", { password: "short", current_password: testPassword }],
  ["password", { password: "Password1!", current_password: testPassword }],
  ["password", { password: "a new password\0", current_password: testPassword }],
  ["current_password", { password: "a new password" }],
  ["current_password", { password: "a new password", current_password: "" }],
])("a bad %s is named, and nothing changes", async (field, body) => {
  const person = await service.signUp();
  const before = await me(person);
  expect(await patch(person, body)).toMatchObject({ status: 400, fields: { [field]: "invalid_argument" } });
  expect(await me(person)).toEqual(before);
});

test("a new password must not be one's own name, or the email that comes with it", async () => {
  const person = await service.signUp("long-username");
  for (const password of ["Long-Username", "long-username@example.org", "moved.ada"]) {
    const change = { password, current_password: testPassword, email: "moved.ada@example.org" };
    expect(await patch(person, change)).toMatchObject({ status: 400, fields: { password: "invalid_argument" } });
  }
});

test("U+0000 is refused over gRPC as well, naming the field", async () => {
  const { token } = await service.signUp();
  const metadata = { authorization: `Bearer ${token}` };
  await expect(service.grpc.updateMe({ displayName: "a\0" }, { metadata })).rejects.toMatchObject({
    code: "invalid_argument",
    fields: [{ field: "display_name" }],
  });
});

test("a new email is the one to sign in by; another's is refused, whatever its case", async () => {
  const [person, other] = [await service.signUp(), await service.signUp()];
  const taken = await patch(person, { email: other.email.toUpperCase(), current_password: testPassword });
  expect(taken).toMatchObject({ status: 409, code: "already_exists", fields: { email: "already_exists" } });
  await patch(person, { email: "Moved@Example.org", current_password: testPassword });
  const login = await service.rest("POST", "/api/v1/users/login", {
    body: { email: "moved@example.ORG", password: testPassword },
  });
  expect(login).toMatchObject({ status: 200, body: { user: { id: person.id, email: "Moved@Example.org" } } });
});

test("one's own email in another case is no conflict", async () => {
  const person = await service.signUp();
  const email = person.email.toUpperCase();
  const change = { email, current_password: testPassword };
  expect(await patch(person, change)).toMatchObject({ status: 200, body: { email } });
});

test("a new email needs the current password, and a wrong one is told as such", async () => {
  const person = await service.signUp();
  const answer = await patch(person, { email: "thief@example.org", current_password: "a guess" });
  expect(answer).toMatchObject({ status: 403, code: "forbidden", fields: { current_password: "forbidden" } });
  expect(await me(person)).toMatchObject({ email: person.email });
});

test("a new email ends no session", async () => {
  const person = await service.signUp();
  const other = await signInAgain(person);
  const change = { email: "another.address@example.org", current_password: testPassword };
  expect(await patch(person, change)).toMatchObject({ status: 200 });
  expect((await service.rest("GET", "/api/v1/users/me", { token: other.token })).status).toBe(200);
});

describe("a new password", () => {
  const password = "another long password";

  test("needs the current one, and a wrong one is told as such", async () => {
    const person = await service.signUp();
    const answer = await patch(person, { password, current_password: "a guess" });
    expect(answer).toMatchObject({ status: 403, code: "forbidden", fields: { current_password: "forbidden" } });
    expect((await signInAgain(person)).status).toBe(200);
  });

  test("replaces the old one and ends the other sessions, not one's own", async () => {
    const person = await service.signUp();
    const other = await signInAgain(person);
    expect(await patch(person, { password, current_password: testPassword })).toMatchObject({ status: 200 });
    expect(await me(person)).toMatchObject({ id: person.id });
    expect(await service.rest("GET", "/api/v1/users/me", { token: other.token })).toMatchObject({ status: 401 });
    const refresh = { body: { refresh_token: other.refreshToken } };
    expect(await service.rest("POST", "/api/v1/users/refresh", refresh)).toMatchObject({ status: 401 });
    expect((await signInAgain(person)).status).toBe(401);
    expect((await signInAgain(person, password)).status).toBe(200);
  });

  test("refuses a sign-in that had verified the old one while it was being changed", async () => {
    const person = await service.signUp();
    const login = await service.db.transaction().execute(async (trx) => {
      await trx.updateTable("users").set({ password_hash: "changed" }).where("id", "=", person.id).execute();
      const login = signInAgain(person);
      await waitFor(async () => expect(await statementsWaitingForLocks(service)).toBe(1));
      return { answer: login };
    });
    expect((await login.answer).status).toBe(401);
  });
});

async function statementsWaitingForLocks({ db }: TestService): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
  return rows[0]?.count ?? 0;
}
