import { afterAll, beforeAll, expect, test } from "vitest";
import { maxRefreshSuccessors, refreshReuseGraceMs } from "../limits.ts";
import { cleanExpired } from "../sessions/clean-expired.ts";
import { startTestService, type TestService } from "../testing/start-test-service.ts";

const dayMs = 24 * 60 * 60 * 1_000;
let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});

afterAll(() => service.stop());

function refresh(refreshToken: unknown) {
  return service.rest("POST", "/api/v1/users/refresh", { body: { refresh_token: refreshToken } });
}

async function refreshed(refreshToken: string): Promise<string> {
  const { status, body } = await refresh(refreshToken);
  expect(status).toBe(200);
  return String(body["refresh_token"]);
}

test("a refresh gives new tokens of the same session", async () => {
  const { id, token, refreshToken } = await service.signUp();
  service.clock.advance(60_000);
  const answer = await refresh(refreshToken);
  expect(answer).toMatchObject({ status: 200, body: { user: { id }, expires_in: 900 } });
  expect(answer.body["refresh_token"]).not.toBe(refreshToken);
  expect(sessionOf(String(answer.body["token"]))).toBe(sessionOf(token));
});

test("an old token gets a successor within its grace, for two tabs, whatever became of the first", async () => {
  const { refreshToken } = await service.signUp();
  const first = await refreshed(refreshToken);
  const next = await refreshed(first);
  service.clock.advance(refreshReuseGraceMs);
  const second = await refreshed(refreshToken);
  expect(new Set([first, second, next]).size).toBe(3);
  await refreshed(second);
  await refreshed(next);
});

test("an old token whose answer was lost is good until a successor was used, however long that takes", async () => {
  const { refreshToken, id, token } = await service.signUp();
  for (const awayMs of [refreshReuseGraceMs + 1, 60_000, dayMs, 20 * dayMs, 29 * dayMs]) {
    await refreshed(refreshToken);
    service.clock.advance(awayMs);
    await cleanExpired(service.db, service.clock.now());
  }
  const answer = await refresh(refreshToken);
  expect(answer).toMatchObject({ status: 200, body: { user: { id } } });
  expect(sessionOf(String(answer.body["token"]))).toBe(sessionOf(token));
  const next = await refreshed(String(answer.body["refresh_token"]));
  expect(await refresh(refreshToken)).toMatchObject({ status: 401, code: "unauthenticated" });
  expect(await refresh(next)).toMatchObject({ status: 401, code: "unauthenticated" });
});

test("tabs that wake up together after an answer was lost all go on", async () => {
  const { refreshToken } = await service.signUp();
  await refreshed(refreshToken);
  service.clock.advance(refreshReuseGraceMs + 1);
  const successors = await Promise.all(Array.from({ length: 5 }, () => refreshed(refreshToken)));
  service.clock.advance(refreshReuseGraceMs + 1);
  await Promise.all(successors.map(refreshed));
});

test("of two who got a successor long apart only one goes on: the other's use ends the session", async () => {
  const { refreshToken } = await service.signUp();
  const owners = await refreshed(refreshToken);
  service.clock.advance(refreshReuseGraceMs + 1);
  const thiefs = await refreshed(refreshToken);
  expect(await refresh(owners)).toMatchObject({ status: 401, code: "unauthenticated" });
  expect(await refresh(thiefs)).toMatchObject({ status: 401, code: "unauthenticated" });
});

test("a token that an earlier release rotated is good for its grace only, for that noted no successors", async () => {
  const { refreshToken } = await service.signUp();
  const successor = await refreshed(refreshToken);
  await service.db.updateTable("refresh_tokens").set({ predecessor: null }).execute();
  service.clock.advance(refreshReuseGraceMs);
  await service.db.updateTable("refresh_tokens").set({ predecessor: null }).execute();
  await refreshed(refreshToken);
  await service.db.updateTable("refresh_tokens").set({ predecessor: null }).execute();
  service.clock.advance(1);
  expect(await refresh(refreshToken)).toMatchObject({ status: 401, code: "unauthenticated" });
  expect(await refresh(successor)).toMatchObject({ status: 401, code: "unauthenticated" });
});

test("a successor that was used is not forgotten before its predecessor, which stays reuse", async () => {
  const { refreshToken } = await service.signUp();
  let token = await refreshed(refreshToken);
  await refreshed(refreshToken);
  token = await refreshed(token);
  await refreshed(refreshToken);
  for (let days = 0; days < 12; days += 1) {
    service.clock.advance(dayMs);
    token = await refreshed(token);
    await cleanExpired(service.db, service.clock.now());
  }
  expect(await refresh(refreshToken)).toMatchObject({ status: 401, code: "unauthenticated" });
});

test("two tabs that refresh at the very same time both go on", async () => {
  const { refreshToken } = await service.signUp();
  const successors = await Promise.all(Array.from({ length: 5 }, () => refreshed(refreshToken)));
  expect(new Set(successors).size).toBe(5);
  await Promise.all(successors.map(refreshed));
});

test("the grace counts from the first use, not from the last", async () => {
  const { refreshToken } = await service.signUp();
  await refreshed(await refreshed(refreshToken));
  service.clock.advance(refreshReuseGraceMs - 1_000);
  await refreshed(refreshToken);
  service.clock.advance(2_000);
  expect(await refresh(refreshToken)).toMatchObject({ status: 401 });
});

test("reuse after the grace ends the session: neither the thief nor the owner goes on", async () => {
  const { token, refreshToken, id } = await service.signUp();
  const successor = await refreshed(await refreshed(refreshToken));
  service.clock.advance(refreshReuseGraceMs + 1);
  expect(await refresh(refreshToken)).toMatchObject({ status: 401, code: "unauthenticated" });
  expect(await refresh(successor)).toMatchObject({ status: 401, code: "unauthenticated" });
  expect(await service.rest("GET", "/api/v1/users/me", { token })).toMatchObject({ status: 401 });
  const warning = service.logged.find((line) => line.includes('"reason":"reused"') && line.includes(`"userId":${id}`));
  expect(warning).toContain('"level":"warn"');
});

test("one token cannot be made to bear successors without end", async () => {
  const { refreshToken } = await service.signUp();
  for (let count = 0; count < maxRefreshSuccessors; count += 1) await refreshed(refreshToken);
  expect(await refresh(refreshToken)).toMatchObject({ status: 429, code: "rate_limited" });
});

test("a session ends when it was not used for REFRESH_TOKEN_DAYS, counted from the last use", async () => {
  const { refreshToken } = await service.signUp();
  service.clock.advance(29 * dayMs);
  const second = await refreshed(refreshToken);
  service.clock.advance(29 * dayMs);
  const third = await refreshed(second);
  service.clock.advance(30 * dayMs);
  expect(await refresh(third)).toMatchObject({ status: 401, code: "unauthenticated" });
});

test.each(["", "nonsense", "A".repeat(43), "' or 1=1 --", "<b>"])("%j is no refresh token", async (text) => {
  expect(await refresh(text)).toMatchObject({ status: 401, code: "unauthenticated" });
});

test.each(["\0", "\ud800", 7])("%j is refused with the field named", async (value) => {
  expect(await refresh(value)).toMatchObject({ status: 400, fields: { refresh_token: "invalid_argument" } });
});

test("a disabled account gets no new tokens", async () => {
  const { id, refreshToken } = await service.signUp();
  await service.db.updateTable("users").set({ disabled_at: new Date() }).where("id", "=", id).execute();
  expect(await refresh(refreshToken)).toMatchObject({ status: 403, code: "forbidden" });
});

test("the list of sessions shows when a session was last used", async () => {
  const { refreshToken } = await service.signUp();
  service.clock.advance(5_000);
  const usedAt = service.clock.now().toISOString();
  const { body } = await refresh(refreshToken);
  const list = await service.rest("GET", "/api/v1/users/me/sessions", { token: String(body["token"]) });
  expect(list.body["sessions"]).toMatchObject([{ last_used_at: usedAt, current: true }]);
});

function sessionOf(token: string): string {
  const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as { sid: string };
  return claims.sid;
}
