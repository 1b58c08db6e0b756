import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { beforeEach, describe, expect, test } from "vitest";
import { Revocations } from "./revocations.ts";
import { type PublicJwk, SigningKeys } from "./signing-keys.ts";
import { TokenVerifier } from "./token-verifier.ts";

const { publicKey, privateKey } = await generateKeyPair("EdDSA", { extractable: true });
const stranger = await generateKeyPair("EdDSA");
const jwk = { ...(await exportJWK(publicKey)), kid: "k1" } as PublicJwk;

let nowMs = 0;
let listed: PublicJwk[] | Error = [];
let asked = 0;
let keys: SigningKeys;
let verifier: TokenVerifier;

beforeEach(() => {
  nowMs = Date.UTC(2030, 0, 1);
  listed = [jwk];
  asked = 0;
  keys = new SigningKeys({
    nowMs: () => nowMs,
    onRefreshFailed: () => {},
    fetchKeys: async () => {
      asked += 1;
      if (listed instanceof Error) throw listed;
      return listed;
    },
  });
  verifier = new TokenVerifier(keys, new Revocations(), () => nowMs);
});

test("a token says who its bearer is", async () => {
  expect(await verifier.verify(await sign({ admin: true }))).toEqual({
    userId: 7,
    username: "ada",
    serverAdmin: true,
    sessionId: "s1",
    issuedAt: new Date(nowMs),
    expiresAt: new Date(nowMs + 60_000),
  });
});

describe("refused as unauthenticated", () => {
  test.each([
    ["nonsense", async () => "nonsense"],
    ["nothing", async () => ""],
    [
      "alg none",
      async () => new UnsecuredJWT({ sub: "7", username: "ada", sid: "s1" }).setExpirationTime("1h").encode(),
    ],
    ["a stranger's signature", () => sign({}, { key: stranger.privateKey })],
    ["another issuer", () => sign({ iss: "other" })],
    ["another audience", () => sign({ aud: "other" })],
    ["no session", () => sign({ sid: undefined })],
    ["a subject that is no id", () => sign({ sub: "ada" })],
    ["a subject that is not one", () => sign({ sub: "0" })],
    ["no end", () => sign({ exp: undefined })],
    ["no time of issue", () => sign({ iat: undefined })],
    ["a token that is not valid yet", () => sign({ nbf: nowMs / 1000 + 1 })],
    ["no kid", () => sign({}, { header: { kid: undefined } })],
    ["an extension that must be understood", () => signBytes({ alg: "EdDSA", kid: "k1", crit: ["exp"], exp: 1 })],
    ["another algorithm over the same signature", () => signBytes({ alg: "HS256", kid: "k1" })],
    ["claims changed after signing", async () => (await sign()).replace(/\.[^.]+\./, await claimsOfAnAdmin())],
    ["a signature in another spelling", async () => `${await sign()}=`],
    ["a fourth part", async () => `${await sign()}.e30`],
    ["claims that are no object", () => signBytes({ alg: "EdDSA", kid: "k1" }, "7")],
  ])("%s", async (_, make) => {
    await expect(verifier.verify(await make())).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

test("an expired token is told apart, also once it was remembered", async () => {
  const token = await sign();
  await verifier.verify(token);
  nowMs += 60_001;
  await expect(verifier.verify(token)).rejects.toMatchObject({ code: "token_expired" });
  await expect(verifier.verify(token)).rejects.toMatchObject({ code: "token_expired" });
});

test("known keys outlive the user-service", async () => {
  await verifier.verify(await sign());
  listed = new Error("away");
  await keys.refresh();
  await expect(verifier.verify(await sign({ jti: "2" }))).resolves.toMatchObject({ userId: 7 });
});

test.each([
  ["of another curve", { crv: "X25519" }],
  ["of another type", { kty: "EC" }],
  ["that is too short", { x: "AAAA" }],
])("a listed key %s is refused, and the known ones are kept", async (_, change) => {
  await keys.refresh();
  listed = [{ ...jwk, ...change }];
  expect(await keys.refresh()).toBe(false);
  await expect(verifier.verify(await sign())).resolves.toMatchObject({ userId: 7 });
});

test("of a key that is not listed any more, another token will do", async () => {
  await expect(verifier.verify(await sign({}, { kid: "retired" }))).rejects.toMatchObject({ code: "token_expired" });
});

test("an unknown kid asks at most once in ten seconds", async () => {
  const token = await sign({}, { kid: "k2" });
  for (let i = 0; i < 5; i += 1) await expect(verifier.verify(token)).rejects.toThrow("not valid");
  expect(asked).toBe(1);
  nowMs += 10_000;
  listed = [jwk, { ...jwk, kid: "k2" }];
  await expect(verifier.verify(token)).resolves.toMatchObject({ userId: 7 });
  expect(asked).toBe(2);
});

test("where nobody can be asked for the key, the token is not called bad", async () => {
  listed = new Error("away");
  await expect(verifier.verify(await sign())).rejects.toMatchObject({ code: "unavailable" });
});

test("one of several audiences may be hubbub", async () => {
  await expect(verifier.verify(await sign({ aud: ["other", "hubbub"] }))).resolves.toMatchObject({ userId: 7 });
});

function claims(changed: Record<string, unknown> = {}): JWTPayload {
  const iat = nowMs / 1000;
  const exp = iat + 60;
  return { sub: "7", username: "ada", sid: "s1", iss: "hubbub", aud: "hubbub", iat, exp, ...changed };
}

async function sign(
  changed: Record<string, unknown> = {},
  { key = privateKey, kid = "k1", header = {} }: { key?: CryptoKey; kid?: string; header?: object } = {},
): Promise<string> {
  return new SignJWT(claims(changed)).setProtectedHeader({ alg: "EdDSA", kid, ...header }).sign(key);
}

/** With the right key, whatever stands in it. */
async function signBytes(header: object, payload = JSON.stringify(claims())): Promise<string> {
  const input = [JSON.stringify(header), payload].map((part) => Buffer.from(part).toString("base64url")).join(".");
  const signature = await crypto.subtle.sign("Ed25519", privateKey, Buffer.from(input));
  return `${input}.${Buffer.from(signature).toString("base64url")}`;
}

/** As it stands between the dots. */
async function claimsOfAnAdmin(): Promise<string> {
  return `.${(await sign({ admin: true })).split(".")[1]}.`;
}
