import { afterAll, beforeAll, expect, test } from "vitest";
import { refreshReuseGraceMs } from "../limits.ts";
import type { RestAnswer } from "../testing/rest-client.ts";
import { startTestService, type TestService, testPassword } from "../testing/start-test-service.ts";

const friend = "https://friend.example";
let service: TestService;

beforeAll(async () => {
  service = await startTestService({ ALLOWED_ORIGINS: friend });
});

afterAll(() => service.stop());

async function signInByCookie(): Promise<RestAnswer> {
  const { username } = await service.signUp();
  const body = { username, password: testPassword, use_cookie: true };
  return await service.rest("POST", "/api/v1/users/login", { body });
}

function refresh(cookie: string | undefined, body: unknown = {}) {
  return service.rest("POST", "/api/v1/users/refresh", { body, cookie });
}

test("a browser's refresh token comes in a cookie only, out of reach of scripts and other sites", async () => {
  const answer = await signInByCookie();
  expect(answer).toMatchObject({ status: 200, body: { refresh_token: "" } });
  expect(answer.setCookie).toMatch(
    /^hubbub_refresh=[\w-]{43}; Path=\/api\/v1\/users; Max-Age=2592000; HttpOnly; SameSite=Strict$/,
  );
});

test.each([
  ["https", true],
  ["https, http", true],
  ["https,https", true],
  ["HTTPS", true],
  ["http, https", false],
  ["", false],
])("where browsers speak https the cookie never travels without: %j", async (forwardedProto, isSecure) => {
  const { username } = await service.signUp();
  const body = { username, password: testPassword, use_cookie: true };
  const answer = await service.rest("POST", "/api/v1/users/login", { body, forwardedProto });
  expect(answer.setCookie?.endsWith("; Secure")).toBe(isSecure);
});

test("registering may set the cookie too", async () => {
  const body = { email: "cookie@example.org", username: "cookie", password: testPassword, use_cookie: true };
  const answer = await service.rest("POST", "/api/v1/users/register", { body });
  expect(answer).toMatchObject({ status: 200, body: { refresh_token: "" } });
  expect(answer.setCookie).toMatch(/^hubbub_refresh=/);
});

test("the cookie is refreshed by a cookie, even where a script asks for the token itself", async () => {
  const signedIn = await signInByCookie();
  const answer = await refresh(sent(signedIn), { use_cookie: false });
  expect(answer).toMatchObject({ status: 200, body: { refresh_token: "" } });
  expect(sent(answer)).not.toBe(sent(signedIn));
  expect(await refresh(sent(answer))).toMatchObject({ status: 200 });
});

test("a refresh without a body takes the cookie too, where it says JSON: a page of another site cannot", async () => {
  const signedIn = await signInByCookie();
  const ask = (headers: Record<string, string>) =>
    service.rest("POST", "/api/v1/users/refresh", { cookie: sent(signedIn), headers });
  expect(await ask({})).toMatchObject({ status: 415, code: "unsupported_media_type" });
  expect(await ask({ "content-type": "application/json" })).toMatchObject({ status: 200 });
});

test("a token of the body is not answered by cookie unless asked for", async () => {
  const { refreshToken } = await service.signUp();
  const answer = await refresh(undefined, { refresh_token: refreshToken });
  expect(answer.setCookie).toBeUndefined();
  const moved = await refresh(undefined, { refresh_token: answer.body["refresh_token"], use_cookie: true });
  expect(moved).toMatchObject({ status: 200, body: { refresh_token: "" } });
  expect(moved.setCookie).toMatch(/^hubbub_refresh=/);
});

test("a cookie that is worth nothing any more is taken away", async () => {
  const signedIn = await signInByCookie();
  await refresh(sent(await refresh(sent(signedIn))));
  service.clock.advance(refreshReuseGraceMs + 1);
  const answer = await refresh(sent(signedIn));
  expect(answer).toMatchObject({ status: 401 });
  expect(answer.setCookie).toMatch(/^hubbub_refresh=; Path=\/api\/v1\/users; Max-Age=0;/);
});

test("no cookie and no token: sign in first", async () => {
  const answer = await refresh(undefined);
  expect(answer).toMatchObject({ status: 401, code: "unauthenticated" });
  expect(answer.setCookie).toBeUndefined();
});

test("logging out by cookie ends the session and takes the cookie away", async () => {
  const signedIn = await signInByCookie();
  const out = await service.rest("POST", "/api/v1/users/logout", { body: {}, cookie: sent(signedIn) });
  expect(out).toMatchObject({ status: 200, body: {} });
  expect(out.setCookie).toMatch(/^hubbub_refresh=; .*Max-Age=0;/);
  expect(await refresh(sent(signedIn))).toMatchObject({ status: 401 });
});

test("a form of another site cannot refresh or log out: only JSON is taken", async () => {
  const signedIn = await signInByCookie();
  for (const path of ["refresh", "logout"]) {
    const url = `${service.url}/api/v1/users/${path}`;
    const headers = { cookie: sent(signedIn), "content-type": "application/x-www-form-urlencoded" };
    const response = await fetch(url, { method: "POST", headers, body: "use_cookie=true" });
    expect(response.status).toBe(415);
  }
  expect(await refresh(sent(signedIn))).toMatchObject({ status: 200 });
});

test("no page of another origin can refresh or log out, unless it is listed by its name", async () => {
  const signedIn = await signInByCookie();
  const ask = (path: string, headers: Record<string, string>) =>
    service.rest("POST", `/api/v1/users/${path}`, { body: {}, cookie: sent(signedIn), headers });
  const strange = [
    { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
    { origin: "http://blog.127.0.0.1.example", "sec-fetch-site": "same-site" },
    { origin: "http://192.168.1.7" },
    { origin: "null" },
  ];
  for (const headers of strange) {
    for (const path of ["refresh", "logout"]) {
      const refused = await ask(path, headers);
      expect(refused).toMatchObject({ status: 403, code: "forbidden", setCookie: undefined });
      expect(refused.body["detail"]).toContain("ALLOWED_ORIGINS");
    }
  }
  expect(service.logged.join("")).toContain("evil.example");
  expect(await ask("refresh", { origin: friend, "sec-fetch-site": "same-site" })).toMatchObject({ status: 200 });
  expect(await ask("logout", { origin: service.url })).toMatchObject({ status: 200 });
});

test("a listed page may ask for everything, and its browser learns so beforehand", async () => {
  const headers = { origin: friend, "access-control-request-method": "POST" };
  const asked = await fetch(`${service.url}/api/v1/users/refresh`, { method: "OPTIONS", headers });
  expect([asked.status, asked.headers.get("access-control-allow-origin")]).toEqual([204, friend]);
  expect(asked.headers.get("access-control-allow-credentials")).toBe("true");
});

/** What a browser would send back. */
function sent({ setCookie }: RestAnswer): string {
  return setCookie?.split(";")[0] ?? "";
}
