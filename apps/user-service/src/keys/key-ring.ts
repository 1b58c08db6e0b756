import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import type { Kysely } from "kysely";
import type { Schema } from "../db/schema.ts";
import { unknownKeyReloadMs } from "../limits.ts";
import { unseal } from "./seal.ts";
import { selectSigningKeys, type StoredSigningKey } from "./signing-key-queries.ts";

export interface PublicKey {
  readonly kid: string;
  /** RFC 8037 `x`. */
  readonly x: string;
}

interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

interface Ring {
  readonly signing: SigningKey;
  readonly verifying: ReadonlyMap<string, KeyObject>;
  readonly listed: readonly PublicKey[];
}

/** The signing keys as last read from the database. What was read is kept when a later reading fails. */
export class KeyRing {
  readonly #db: Kysely<Schema>;
  readonly #secret: string;
  readonly #clock: () => Date;
  #ring: Ring;
  #readAtMs: number;
  #reading: Promise<void> | undefined;

  /** See `openKeyRing`. */
  constructor(db: Kysely<Schema>, secret: string, clock: () => Date, ring: Ring) {
    this.#db = db;
    this.#secret = secret;
    this.#clock = clock;
    this.#ring = ring;
    this.#readAtMs = clock().getTime();
  }

  /** The newest. */
  get signing(): SigningKey {
    return this.#ring.signing;
  }

  /** All that verify, the newest first. */
  get listed(): readonly PublicKey[] {
    return this.#ring.listed;
  }

  /** An unknown `kid` may be of a key that another instance has just made: it is looked for, though not too often. */
  async find(kid: string): Promise<KeyObject | undefined> {
    const known = this.#ring.verifying.get(kid);
    if (known !== undefined) return known;
    const due = this.#clock().getTime() - this.#readAtMs >= unknownKeyReloadMs;
    if (!due && this.#reading === undefined) return undefined;
    await this.reload();
    return this.#ring.verifying.get(kid);
  }

  /** Those who ask at the same time share one reading. */
  reload(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    this.#ring = await readRing(this.#db, this.#secret);
    this.#readAtMs = this.#clock().getTime();
  }
}

/** Throws where the secret is not the one that the keys were sealed with. */
export async function openKeyRing(db: Kysely<Schema>, secret: string, clock: () => Date): Promise<KeyRing> {
  return new KeyRing(db, secret, clock, await readRing(db, secret));
}

async function readRing(db: Kysely<Schema>, secret: string): Promise<Ring> {
  const stored = await selectSigningKeys(db);
  const [newest] = stored;
  if (newest === undefined) throw new Error("the database holds no signing key");
  return {
    signing: { kid: newest.kid, privateKey: await openPrivateKey(newest, secret) },
    verifying: new Map(stored.map((key) => [key.kid, createPublicKey({ key: publicJwk(key), format: "jwk" })])),
    listed: stored.map(({ kid, publicX }) => ({ kid, x: publicX })),
  };
}

async function openPrivateKey(key: StoredSigningKey, secret: string): Promise<KeyObject> {
  const d = await unseal(secret, key.kid, key.sealedPrivateKey);
  if (d === undefined) {
    throw new Error(
      `SIGNING_KEY_SECRET is not the one that signing key ${key.kid} in the database was encrypted with. ` +
        "Give the former secret, or retire the key (update signing_keys set retired_at = now()): everyone gets new tokens then",
    );
  }
  return createPrivateKey({ key: { ...publicJwk(key), d: d.toString("base64url") }, format: "jwk" });
}

function publicJwk({ publicX }: StoredSigningKey) {
  return { kty: "OKP", crv: "Ed25519", x: publicX };
}
