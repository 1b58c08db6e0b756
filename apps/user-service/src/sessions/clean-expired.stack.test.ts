import { afterAll, beforeAll, expect, test } from "vitest";
import { endedSessionMemoryMs, refreshReuseGraceMs, rotatedTokenMemoryMs } from "../limits.ts";
import { startTestService, type TestService } from "../testing/start-test-service.ts";
import { cleanExpired } from "./clean-expired.ts";

const monthMs = 30 * 24 * 60 * 60 * 1_000;
let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});

afterAll(() => service.stop());

async function refresh(refreshToken: string): Promise<string> {
  const { body } = await service.rest("POST", "/api/v1/users/refresh", { body: { refresh_token: refreshToken } });
  return String(body["refresh_token"]);
}

function clean() {
  return cleanExpired(service.db, service.clock.now());
}

test("what is still of use stays, and what is not goes, once", async () => {
  const used = await service.signUp();
  const left = await service.signUp();
  const ended = await service.signUp();
  let refreshToken = await refresh(await refresh(used.refreshToken));
  await service.rest("POST", "/api/v1/users/logout", { body: {}, token: ended.token });
  expect(await clean()).toEqual({ sessions: 0, refreshTokens: 0 });

  service.clock.advance(endedSessionMemoryMs + 1);
  expect(await clean()).toEqual({ sessions: 1, refreshTokens: 0 });

  service.clock.advance(rotatedTokenMemoryMs);
  expect(await clean()).toEqual({ sessions: 0, refreshTokens: 1 });
  refreshToken = await refresh(refreshToken);

  service.clock.advance(monthMs - rotatedTokenMemoryMs);
  expect(await clean()).toMatchObject({ sessions: 1 });
  expect(await clean()).toEqual({ sessions: 0, refreshTokens: 0 });
  expect(await refresh(left.refreshToken)).toBe("undefined");
  expect(await refresh(refreshToken)).toMatch(/^[\w-]{43}$/);
});

test("cleaning forgets no rotated token too early: its reuse still ends the session", async () => {
  const { refreshToken } = await service.signUp();
  const successor = await refresh(await refresh(refreshToken));
  service.clock.advance(rotatedTokenMemoryMs - 1);
  expect(service.clock.now().getTime()).toBeGreaterThan(refreshReuseGraceMs);
  await clean();
  expect(await refresh(refreshToken)).toBe("undefined");
  expect(await refresh(successor)).toBe("undefined");
});

test("two instances may clean at once", async () => {
  for (let count = 0; count < 3; count += 1) await service.signUp();
  service.clock.advance(monthMs + 1);
  const [one, other] = await Promise.all([clean(), clean()]);
  expect(one.sessions + other.sessions).toBeGreaterThanOrEqual(3);
  expect(await clean()).toEqual({ sessions: 0, refreshTokens: 0 });
});
