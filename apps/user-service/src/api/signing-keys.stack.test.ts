import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { addSigningKey } from "../keys/add-signing-key.ts";
import { signingKeyLeadMs, signingKeyMarginMs, signingKeyStaleMs, unknownKeyReloadMs } from "../limits.ts";
import type { Rest } from "../testing/rest-client.ts";
import {
  startTestService,
  type TestService,
  testPassword,
  testSigningKeySecret,
} from "../testing/start-test-service.ts";

const dayMs = 24 * 60 * 60 * 1_000;
let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});

afterAll(() => service.stop());

test("the public keys are the same over REST and gRPC, and nothing private is among them", async () => {
  const { body } = await service.rest("GET", "/.well-known/jwks.json");
  expect(body).toEqual(await service.grpcAsService.listSigningKeys({}));
  const x = expect.stringMatching(/^[\w-]{43}$/) as string;
  const kid = expect.any(String) as string;
  expect(body["keys"]).toEqual([{ kty: "OKP", crv: "Ed25519", alg: "EdDSA", use: "sig", kid, x }]);
});

test("the private half lies encrypted in the database", async () => {
  const [key] = await service.db.selectFrom("signing_keys").selectAll().execute();
  expect(key?.sealed_private_key.length).toBe(1 + 16 + 12 + 16 + 32);
});

test("another SIGNING_KEY_SECRET is refused at start, by name", async () => {
  const starting = service.startAnother({ SIGNING_KEY_SECRET: "not the secret of these keys" });
  await expect(starting).rejects.toThrow(/SIGNING_KEY_SECRET is not the one/);
});

test("a newer key signs after a rotation, the older one goes on verifying, and other instances learn of it", async () => {
  const { username, token: before } = await service.signUp();
  service.clock.advance(1_000);
  const kid = await addSigningKey(service.db, testSigningKeySecret, { now: service.clock.now() });
  const other = await service.startAnother();
  try {
    expect((await other.rest("GET", "/.well-known/jwks.json")).body["keys"]).toMatchObject([{ kid }, {}]);
    const login = { body: { username, password: testPassword } };
    const token = String((await other.rest("POST", "/api/v1/users/login", login)).body["token"]);
    expect(kidOf(token)).toBe(kid);
    expect(await other.rest("GET", "/api/v1/users/me", { token: before })).toMatchObject({ status: 200 });

    service.clock.advance(unknownKeyReloadMs);
    const calls = Array.from({ length: 5 }, () => service.rest("GET", "/api/v1/users/me", { token }));
    for (const { status } of await Promise.all(calls)) expect(status).toBe(200);
    expect((await service.rest("GET", "/.well-known/jwks.json")).body["keys"]).toHaveLength(2);
  } finally {
    await other.stop();
  }
});

test("a retired key is listed no more, and its tokens are worth nothing", async () => {
  const { token } = await service.signUp();
  service.clock.advance(1_000);
  await addSigningKey(service.db, testSigningKeySecret, { now: service.clock.now() });
  await service.db
    .updateTable("signing_keys")
    .set({ retired_at: new Date() })
    .where("kid", "=", kidOf(token))
    .execute();
  const other = await service.startAnother();
  try {
    expect(JSON.stringify((await other.rest("GET", "/.well-known/jwks.json")).body)).not.toContain(kidOf(token));
    const answer = await other.rest("GET", "/api/v1/users/me", { token });
    expect(answer).toMatchObject({ status: 401, code: "unauthenticated" });
  } finally {
    await other.stop();
  }
});

test("a key that has its age gets a successor, which is published first, signs on every instance then, and is alone at last", async () => {
  // The tests before made keys past the service.
  service.clock.advance(signingKeyStaleMs + 1);
  const { username, token: before } = await service.signUp();
  const login = async (rest: Rest) => {
    const { body } = await rest("POST", "/api/v1/users/login", { body: { username, password: testPassword } });
    return String(body["token"]);
  };
  const listed = async (rest: Rest) => {
    const { body } = await rest("GET", "/.well-known/jwks.json");
    return (body["keys"] as { kid: string }[]).map(({ kid }) => kid);
  };
  const old = kidOf(before);
  service.clock.advance(30 * dayMs);
  const other = await service.startAnother({ SIGNING_KEY_DAYS: "30" });
  onTestFinished(() => other.stop());
  const [next = ""] = await listed(other.rest);
  expect(next).not.toBe(old);
  expect(await listed(other.rest)).toContain(old);
  expect(kidOf(await login(other.rest))).toBe(old);

  service.clock.advance(signingKeyLeadMs - 1);
  const last = await login(other.rest);
  expect(kidOf(last)).toBe(old);
  service.clock.advance(1);
  for (const { rest } of [other, service]) {
    expect(kidOf(await login(rest))).toBe(next);
    expect(await rest("GET", "/api/v1/users/me", { token: last })).toMatchObject({ status: 200 });
  }

  service.clock.advance(15 * 60_000 + signingKeyMarginMs);
  const third = await service.startAnother();
  onTestFinished(() => third.stop());
  expect(await listed(third.rest)).toEqual([next]);
  expect(await service.db.selectFrom("signing_keys").select("kid").where("retired_at", "is", null).execute()).toEqual([
    { kid: next },
  ]);
  const { body } = await third.rest("GET", "/api/v1/users/me", { token: await login(third.rest) });
  expect(body).toMatchObject({ username });
});

test("a rotation is in the audit log, by nobody", async () => {
  service.clock.advance(30 * dayMs);
  const other = await service.startAnother();
  onTestFinished(() => other.stop());
  const [event] = await service.db
    .selectFrom("audit_events")
    .select(["details", "actor_id"])
    .where("action", "=", "keys_rotated")
    .orderBy("id", "desc")
    .limit(1)
    .execute();
  const { body } = await other.rest("GET", "/.well-known/jwks.json");
  const [newest] = body["keys"] as { kid: string }[];
  expect(event).toEqual({ actor_id: null, details: { kid: newest?.kid, cause: "age" } });
});

function kidOf(token: string): string {
  const header = JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()) as { kid: string };
  return header.kid;
}
