import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { beforeEach, describe, expect, test } from "vitest";
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
  verifier = new TokenVerifier(keys, () => nowMs);
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
    [
      "alg none",
      async () => new UnsecuredJWT({ sub: "7", username: "ada", sid: "s1" }).setExpirationTime("1h").encode(),
    ],
    ["a stranger's signature", () => sign({}, { key: stranger.privateKey })],
    ["another issuer", () => sign({ iss: "other" })],
    ["another audience", () => sign({ aud: "other" })],
    ["no session", () => sign({ sid: undefined })],
    ["a subject that is no id", () => sign({ sub: "ada" })],
    ["an unknown kid", () => sign({}, { kid: "k2" })],
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

async function sign(claims: Record<string, unknown> = {}, { key = privateKey, kid = "k1" } = {}): Promise<string> {
  const iat = nowMs / 1000;
  const exp = iat + 60;
  const payload = { sub: "7", username: "ada", sid: "s1", iss: "hubbub", aud: "hubbub", iat, exp, ...claims };
  return new SignJWT(payload).setProtectedHeader({ alg: "EdDSA", kid }).sign(key);
}
