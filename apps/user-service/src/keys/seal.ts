import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto";
import { promisify } from "node:util";

const version = 1;
const saltBytes = 16;
const ivBytes = 12;
const tagBytes = 16;
const cipher = "aes-256-gcm";

/**
 * Encrypts with AES-256-GCM under a key that scrypt makes of `secret` and a salt of its own. `name` is bound to it as
 * associated data: what was sealed under one name does not open under another.
 */
export async function seal(secret: string, name: string, plain: Buffer): Promise<Buffer> {
  const salt = randomBytes(saltBytes);
  const iv = randomBytes(ivBytes);
  const sealing = createCipheriv(cipher, await deriveKey(secret, salt), iv).setAAD(Buffer.from(name));
  const body = Buffer.concat([sealing.update(plain), sealing.final()]);
  return Buffer.concat([Buffer.of(version), salt, iv, sealing.getAuthTag(), body]);
}

/** Undefined where the secret or the name is another, or a byte has changed. */
export async function unseal(secret: string, name: string, sealed: Buffer): Promise<Buffer | undefined> {
  const [salt, iv, tag, body] = split(sealed.subarray(1), [saltBytes, ivBytes, tagBytes]);
  if (sealed[0] !== version || tag?.length !== tagBytes || !salt || !iv || !body) return undefined;
  const opening = createDecipheriv(cipher, await deriveKey(secret, salt), iv, { authTagLength: tagBytes })
    .setAAD(Buffer.from(name))
    .setAuthTag(tag);
  try {
    return Buffer.concat([opening.update(body), opening.final()]);
  } catch {
    return undefined;
  }
}

/** scrypt's defaults (N 16384, r 8, p 1): 50 ms, once a key and start. A secret that people chose is slow to guess. */
function deriveKey(secret: string, salt: Buffer): Promise<Buffer> {
  return promisify<string, Buffer, number, Buffer>(scrypt)(secret, salt, 32);
}

function split(bytes: Buffer, lengths: readonly number[]): Buffer[] {
  let start = 0;
  const parts = lengths.map((length) => bytes.subarray(start, (start += length)));
  return [...parts, bytes.subarray(start)];
}
