import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestService, type TestService, testPassword } from "../testing/start-test-service.ts";

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});

afterAll(() => service.stop());

function logout(body: unknown, token?: string) {
  return service.rest("POST", "/api/v1/users/logout", { body, token });
}

async function isAlive(token: string): Promise<boolean> {
  return (await service.rest("GET", "/api/v1/users/me", { token })).status === 200;
}

test("the refresh token ends its session: neither token is worth anything after it", async () => {
  const { token, refreshToken } = await service.signUp();
  expect(await logout({ refresh_token: refreshToken })).toMatchObject({ status: 200, body: {} });
  expect(await isAlive(token)).toBe(false);
  const refresh = await service.rest("POST", "/api/v1/users/refresh", { body: { refresh_token: refreshToken } });
  expect(refresh.status).toBe(401);
});

test("without one the access token ends its own session and no other", async () => {
  const { username, token } = await service.signUp();
  const other = await service.rest("POST", "/api/v1/users/login", { body: { username, password: testPassword } });
  expect(await logout({}, token)).toMatchObject({ status: 200 });
  expect(await isAlive(token)).toBe(false);
  expect(await isAlive(String(other.body["token"]))).toBe(true);
});

test("ending an ended session is no error", async () => {
  const { token, refreshToken } = await service.signUp();
  for (let again = 0; again < 2; again += 1) {
    expect(await logout({ refresh_token: refreshToken })).toMatchObject({ status: 200 });
    expect(await logout({}, token)).toMatchObject({ status: 200 });
  }
});

test("a refresh token that nobody knows is no error either", async () => {
  expect(await logout({ refresh_token: "A".repeat(43) })).toMatchObject({ status: 200 });
});

test("with a forgotten refresh token the access token still ends the session", async () => {
  const { token } = await service.signUp();
  expect(await logout({ refresh_token: "A".repeat(43) }, token)).toMatchObject({ status: 200 });
  expect(await isAlive(token)).toBe(false);
});

test("someone who shows nothing at all is told to sign in", async () => {
  expect(await logout({})).toMatchObject({ status: 401, code: "unauthenticated" });
});
