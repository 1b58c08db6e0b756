import { afterAll, beforeAll, expect, test } from "vitest";
import { maxSessionsPerAccount } from "../limits.ts";
import { startTestService, type SignedIn, type TestService, testPassword } from "../testing/start-test-service.ts";

interface ListedSession {
  readonly id: string;
  readonly current: boolean;
  readonly ip: string;
  readonly user_agent: string;
}

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});

afterAll(() => service.stop());

async function list({ token }: { token: string }, query = ""): Promise<{ sessions: ListedSession[]; next: string }> {
  const { status, body } = await service.rest("GET", `/api/v1/users/me/sessions${query}`, { token });
  expect(status).toBe(200);
  return { sessions: body["sessions"] as ListedSession[], next: String(body["next_page_token"]) };
}

async function signInAgain({ username }: SignedIn): Promise<{ token: string }> {
  service.clock.advance(1_000);
  const { body } = await service.rest("POST", "/api/v1/users/login", { body: { username, password: testPassword } });
  return { token: String(body["token"]) };
}

function revoke({ token }: { token: string }, id: string) {
  return service.rest("DELETE", `/api/v1/users/me/sessions/${id}`, { token });
}

test("one sees one's sessions, the newest first, and which is this one", async () => {
  const person = await service.signUp();
  await signInAgain(person);
  const { sessions, next } = await list(person);
  expect(sessions.map(({ current }) => current)).toEqual([false, true]);
  expect(sessions[0]).toMatchObject({ ip: "127.0.0.1", user_agent: expect.stringContaining("node") });
  expect(next).toBe("");
});

test("the list pages, each session once", async () => {
  const person = await service.signUp();
  for (let count = 0; count < 4; count += 1) await signInAgain(person);
  const all = (await list(person)).sessions.map(({ id }) => id);
  const seen: string[] = [];
  let token = "";
  do {
    const { sessions, next } = await list(person, `?page_size=2&page_token=${token}`);
    seen.push(...sessions.map(({ id }) => id));
    token = next;
  } while (token !== "");
  expect(seen).toEqual(all);
  expect(seen).toHaveLength(5);
});

test.each(["page_size=-5", "page_size=101", "page_token=zzz", "page_token=WyIxIiwiMSJd"])(
  "%s is refused",
  async (query) => {
    const { token } = await service.signUp();
    const answer = await service.rest("GET", `/api/v1/users/me/sessions?${query}`, { token });
    expect(answer).toMatchObject({ status: 400, fields: { [query.split("=")[0] ?? ""]: "invalid_argument" } });
  },
);

test("a revoked session is over at once, and not in the list", async () => {
  const person = await service.signUp();
  const other = await signInAgain(person);
  const [newest] = (await list(person)).sessions;
  expect(await revoke(person, newest?.id ?? "")).toMatchObject({ status: 200, body: {} });
  expect(await service.rest("GET", "/api/v1/users/me", { token: other.token })).toMatchObject({ status: 401 });
  expect((await list(person)).sessions).toHaveLength(1);
  expect(await revoke(person, newest?.id ?? "")).toMatchObject({ status: 200 });
});

test("nobody can end another's session", async () => {
  const [owner, stranger] = [await service.signUp(), await service.signUp()];
  const [session] = (await list(owner)).sessions;
  await revoke(stranger, session?.id ?? "");
  expect((await list(owner)).sessions).toHaveLength(1);
});

test.each(["1", "nonsense", "'; drop table sessions", "00000000-0000-0000-0000-00000000000G"])(
  "%s is no session's id",
  async (id) => {
    const answer = await revoke(await service.signUp(), encodeURIComponent(id));
    expect(answer).toMatchObject({ status: 400, fields: { id: "invalid_argument" } });
  },
);

test("an account has a bounded number of sessions: the oldest ends", async () => {
  const person = await service.signUp();
  const later = new Date(service.clock.now().getTime() + 500);
  const rows = Array.from({ length: maxSessionsPerAccount - 1 }, () => ({
    id: crypto.randomUUID(),
    user_id: person.id,
    created_at: later,
    last_used_at: later,
    expires_at: new Date(later.getTime() + 60_000),
    ended_at: null,
    user_agent: "",
    ip: "",
  }));
  await service.db.insertInto("sessions").values(rows).execute();
  expect(await service.rest("GET", "/api/v1/users/me", { token: person.token })).toMatchObject({ status: 200 });
  const newest = await signInAgain(person);
  expect(await service.rest("GET", "/api/v1/users/me", { token: person.token })).toMatchObject({ status: 401 });
  expect(await service.rest("GET", "/api/v1/users/me", { token: newest.token })).toMatchObject({ status: 200 });
});

test("whoever comes with the refresh token of a session that is over is told why", async () => {
  const person = await service.signUp();
  const { body: other } = await signInWithTokens(person);
  const [{ id } = { id: "" }] = (await list(person)).sessions.filter(({ current }) => !current);
  await revoke(person, id);
  expect(await refreshed(other)).toMatchObject({
    status: 401,
    body: { detail: "This session was ended from another device of yours; sign in again" },
  });

  const { body: third } = await signInWithTokens(person);
  const change = { password: `${testPassword} of today`, current_password: testPassword };
  await service.rest("PATCH", "/api/v1/users/me", { token: person.token, body: change });
  expect(await refreshed(third)).toMatchObject({
    status: 401,
    body: { detail: "Your password was changed on another device, which ended this session; sign in again" },
  });
});

async function signInWithTokens({ username }: SignedIn) {
  service.clock.advance(1_000);
  return await service.rest("POST", "/api/v1/users/login", { body: { username, password: testPassword } });
}

function refreshed({ refresh_token }: Record<string, unknown>) {
  return service.rest("POST", "/api/v1/users/refresh", { body: { refresh_token } });
}
