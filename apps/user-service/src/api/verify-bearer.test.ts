import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import type { CallContext } from "@hubbub/service-runtime";
import { expect, test } from "vitest";
import { signAccessToken } from "../keys/access-token.ts";
import type { KeyRing } from "../keys/key-ring.ts";
import type { Service } from "./service.ts";
import { verifyBearer } from "./verify-bearer.ts";

test("the token of a call is verified once, and that of another call by itself", async () => {
  const now = new Date();
  const { publicKey, privateKey } = await promisify(generateKeyPair)("ed25519");
  let asked = 0;
  const keys = {
    toSign: async () => ({ kid: "k", privateKey }),
    find: async () => {
      asked += 1;
      return publicKey;
    },
  } as unknown as KeyRing;
  const service = { keys, clock: () => now } as unknown as Service;
  const claims = { userId: 7, username: "ada", admin: false, sessionId: "0190a1b2-0000-7000-8000-000000000000" };
  const { token } = await signAccessToken(keys, claims, { now, accessTokenSeconds: 60 });
  const call = (bearerToken: string | undefined) => ({ bearerToken }) as CallContext;

  const first = call(token);
  expect(await verifyBearer(service, first)).toEqual(claims);
  expect(await verifyBearer(service, first)).toEqual(claims);
  expect(asked).toBe(1);
  expect(await verifyBearer(service, call(token))).toEqual(claims);
  expect(asked).toBe(2);
  for (const wrong of [`${token.slice(0, -8)}AAAAAAAA`, "none", undefined]) {
    await expect(verifyBearer(service, call(wrong))).rejects.toMatchObject({ code: "unauthenticated" });
  }
});
