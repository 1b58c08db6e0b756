import { expect, test } from "vitest";
import { seal, unseal } from "./seal.ts";

const plain = Buffer.from("a private key");

test("what is sealed opens with the same secret under the same name", async () => {
  const sealed = await seal("secret", "kid-1", plain);
  expect(sealed.includes(plain)).toBe(false);
  expect(await unseal("secret", "kid-1", sealed)).toEqual(plain);
});

test("it opens neither with another secret nor under another name", async () => {
  const sealed = await seal("secret", "kid-1", plain);
  expect(await unseal("Secret", "kid-1", sealed)).toBeUndefined();
  expect(await unseal("secret", "kid-2", sealed)).toBeUndefined();
});

test("nor with a byte changed, or cut short", async () => {
  const sealed = await seal("secret", "kid-1", plain);
  for (const at of [0, 1, 17, 29, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(await unseal("secret", "kid-1", changed)).toBeUndefined();
  }
  expect(await unseal("secret", "kid-1", sealed.subarray(0, 40))).toBeUndefined();
  expect(await unseal("secret", "kid-1", Buffer.alloc(0))).toBeUndefined();
});

test("the same plain text never looks the same", async () => {
  expect(await seal("secret", "kid-1", plain)).not.toEqual(await seal("secret", "kid-1", plain));
});
