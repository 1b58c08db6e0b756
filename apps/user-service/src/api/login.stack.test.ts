import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestService, type TestService, testPassword } from "../testing/start-test-service.ts";

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});

afterAll(() => service.stop());

function login(body: unknown) {
  return service.rest("POST", "/api/v1/users/login", { body });
}

test("one signs in by username or by email, whatever the case", async () => {
  const { id, username, email } = await service.signUp();
  for (const name of [{ username: username.toUpperCase() }, { email: email.toUpperCase() }]) {
    const answer = await login({ ...name, password: testPassword });
    expect(answer).toMatchObject({ status: 200, body: { user: { id, username, email } } });
  }
});

test("a wrong password and an unknown name get the very same answer", async () => {
  const { username } = await service.signUp();
  const wrong = await login({ username, password: "not the password" });
  const unknown = await login({ username: "nobody-at-all", password: "not the password" });
  const unknownEmail = await login({ email: "nobody@example.org", password: "not the password" });
  expect(wrong).toMatchObject({ status: 401, code: "unauthenticated" });
  expect(unknown).toEqual(wrong);
  expect(unknownEmail).toEqual(wrong);
});

test("an unknown name takes as long as a wrong password", async () => {
  const { username } = await service.signUp();
  const ofWrong = await quickest(() => login({ username, password: "not the password" }));
  const ofUnknown = await quickest(() => login({ username: "nobody-at-all", password: "not the password" }));
  expect(ofUnknown).toBeGreaterThan(ofWrong / 2);
});

test.each([
  ["neither name", { password: testPassword }, ["email", "username"]],
  ["both names", { email: "a@example.org", username: "ada", password: testPassword }, ["email", "username"]],
  ["no password", { username: "ada" }, ["password"]],
  ["U+0000 in the name", { username: "ada\0", password: testPassword }, ["username"]],
  ["a lone surrogate in the email", { email: "\ud800@example.org", password: testPassword }, ["email"]],
  ["U+0000 in the password", { username: "ada", password: "x\0" }, ["password"]],
  ["a password of a book", { username: "ada", password: "x".repeat(5_000) }, ["password"]],
])("with %s the fields are named", async (_, body, fields) => {
  const answer = await login(body);
  expect(answer).toMatchObject({ status: 400, code: "invalid_argument" });
  expect(Object.keys(answer.fields)).toEqual(fields);
});

test.each(["' or '1'='1", "admin'--", "%", "<b>ada</b>"])("%s is nobody's name", async (text) => {
  expect(await login({ username: text, password: text })).toMatchObject({ status: 401 });
  expect(await login({ email: text, password: text })).toMatchObject({ status: 401 });
});

test("only the right password learns that an account is disabled", async () => {
  const { id, username } = await service.signUp();
  await service.db.updateTable("users").set({ disabled_at: new Date() }).where("id", "=", id).execute();
  expect(await login({ username, password: testPassword })).toMatchObject({ status: 403, code: "forbidden" });
  expect(await login({ username, password: "not the password" })).toMatchObject({ status: 401 });
});

test("every attempt is counted by its result", async () => {
  const metrics = await (await fetch(`http://127.0.0.1:${service.opsPort}/metrics`)).text();
  for (const result of ["ok", "unauthenticated", "forbidden", "invalid_argument"]) {
    expect(metrics).toMatch(new RegExp(`auth_requests_total\\{method="login",result="${result}"\\} [1-9]`));
  }
});

/** Of a few tries: what else the machine does makes single ones slow. */
async function quickest(work: () => Promise<unknown>): Promise<number> {
  const durations: number[] = [];
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const startedAt = performance.now();
    await work();
    durations.push(performance.now() - startedAt);
  }
  return Math.min(...durations);
}
