import { generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openKeyRing } from "../keys/key-ring.ts";
import {
  startTestService,
  type SignedIn,
  type TestService,
  testSigningKeySecret,
} from "../testing/start-test-service.ts";

let service: TestService;
let person: SignedIn;

beforeAll(async () => {
  service = await startTestService();
});

beforeEach(async () => {
  person = await service.signUp();
});

afterAll(() => service.stop());

function me(token: string | undefined) {
  return service.rest("GET", "/api/v1/users/me", { token });
}

/** A token signed with the service's own key, its claims changed. */
async function signed(changes: Record<string, unknown>, header: Record<string, string> = {}): Promise<string> {
  const keys = await openKeyRing(service.db, testSigningKeySecret, service.clock.now);
  const signing = await keys.toSign();
  return await new SignJWT({ ...claimsOf(person.token), ...changes })
    .setProtectedHeader({ alg: "EdDSA", kid: signing.kid, ...header })
    .sign(signing.privateKey);
}

test("a token with everything in place is good", async () => {
  expect(await me(await signed({}))).toMatchObject({ status: 200, body: { id: person.id } });
});

test("the token says what every service needs to know", () => {
  const header = JSON.parse(Buffer.from(person.token.split(".")[0] ?? "", "base64url").toString()) as unknown;
  expect(header).toMatchObject({ alg: "EdDSA", kid: expect.any(String) });
  const claims = claimsOf(person.token);
  expect(claims).toMatchObject({
    sub: String(person.id),
    username: person.username,
    sid: expect.stringMatching(/^[0-9a-f-]{36}$/),
    jti: expect.any(String),
    iss: "hubbub",
    aud: "hubbub",
  });
  expect(Number(claims.exp) - Number(claims.iat)).toBe(900);
  expect(claims).not.toHaveProperty("admin");
});

test("an expired token is told apart from a wrong one", async () => {
  service.clock.advance(900_000);
  expect(await me(person.token)).toMatchObject({ status: 401, code: "token_expired" });
});

describe("refused as unauthenticated", () => {
  test.each<[string, () => Promise<string | undefined> | string | undefined]>([
    ["no token", () => undefined],
    ["nonsense", () => "nonsense"],
    ["three dots", () => "..."],
    ["alg none", () => new UnsecuredJWT(claimsOf(person.token)).encode()],
    ["alg none with the kid", () => withHeader(person.token, { alg: "none" })],
    ["another alg in the header", () => withHeader(person.token, { alg: "HS256" })],
    ["the public key as an HMAC secret", hmacWithPublicKey],
    ["an unknown kid", () => signed({}, { kid: "unknown" })],
    ["a kid that is SQL", () => signed({}, { kid: "' or 1=1 --" })],
    ["a stranger's key", strangersToken],
    ["a changed payload", () => withClaims(person.token, { sub: "1" })],
    ["a changed signature", () => `${person.token.slice(0, -4)}AAAA`],
    ["no signature", () => person.token.slice(0, person.token.lastIndexOf(".") + 1)],
    ["another audience", () => signed({ aud: "other" })],
    ["another issuer", () => signed({ iss: "other" })],
    ["no expiry", () => signed({ exp: undefined })],
    ["no session", () => signed({ sid: undefined })],
    ["another's session", async () => signed({ sid: claimsOf((await service.signUp()).token)["sid"] })],
    ["a session that is no id", () => signed({ sid: "' or 1=1 --" })],
    ["a subject that is no id", () => signed({ sub: "1 or 1=1" })],
  ])("%s", async (_, make) => {
    expect(await me(await make())).toMatchObject({ status: 401, code: "unauthenticated" });
  });
});

test("gRPC callers are held to the same", async () => {
  const metadata = { authorization: `Bearer ${person.token}` };
  await expect(service.grpc.getMe({}, { metadata })).resolves.toMatchObject({ id: person.id, email: person.email });
  await expect(service.grpc.getMe({})).rejects.toMatchObject({ code: "unauthenticated" });
});

test("a disabled account is out at once", async () => {
  await service.db.updateTable("users").set({ disabled_at: new Date() }).where("id", "=", person.id).execute();
  expect(await me(person.token)).toMatchObject({ status: 403, code: "forbidden" });
});

function claimsOf(token: string): JWTPayload {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as JWTPayload;
}

function withHeader(token: string, changes: object): string {
  const [header = "", ...rest] = token.split(".");
  return [changed(header, changes), ...rest].join(".");
}

function withClaims(token: string, changes: object): string {
  const [header, claims = "", signature] = token.split(".");
  return [header, changed(claims, changes), signature].join(".");
}

function changed(part: string, changes: object): string {
  const content = JSON.parse(Buffer.from(part, "base64url").toString()) as object;
  return Buffer.from(JSON.stringify({ ...content, ...changes })).toString("base64url");
}

async function hmacWithPublicKey(): Promise<string> {
  const { body } = await service.rest("GET", "/.well-known/jwks.json");
  const [{ x, kid }] = body["keys"] as [{ x: string; kid: string }];
  const secret = Buffer.from(x, "base64url");
  return await new SignJWT(claimsOf(person.token)).setProtectedHeader({ alg: "HS256", kid }).sign(secret);
}

async function strangersToken(): Promise<string> {
  const { privateKey } = await generateKeyPair("EdDSA");
  const { kid = "" } = JSON.parse(Buffer.from(person.token.split(".")[0] ?? "", "base64url").toString()) as {
    kid?: string;
  };
  return await new SignJWT(claimsOf(person.token)).setProtectedHeader({ alg: "EdDSA", kid }).sign(privateKey);
}
