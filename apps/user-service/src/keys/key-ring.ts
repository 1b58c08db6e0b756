import { createPublicKey, type KeyObject } from "node:crypto";
import type { Kysely } from "kysely";
import type { Schema } from "../db/schema.ts";
import { signingKeyStaleMs, unknownKeyReloadMs } from "../limits.ts";
import { openPrivateKey, publicJwk } from "./open-private-key.ts";
import { selectSigningKeys, type StoredSigningKey } from "./signing-key-queries.ts";

export interface PublicKey {
  readonly kid: string;
  /** RFC 8037 `x`. */
  readonly x: string;
}

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

interface Ring {
  /** The one that signs, and those that will, the last one first. */
  readonly signing: readonly (SigningKey & { readonly signsFrom: Date })[];
  readonly verifying: ReadonlyMap<string, KeyObject>;
  readonly listed: readonly PublicKey[];
}

const emptyRing: Ring = { signing: [], verifying: new Map(), listed: [] };

/** The signing keys as last read from the database. What was read is kept when a later reading fails. */
export class KeyRing {
  readonly #db: Kysely<Schema>;
  readonly #secret: string;
  readonly #clock: () => Date;
  #ring = emptyRing;
  #readAtMs = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | undefined;

  /** Empty until `reload`: see `openKeyRing`. */
  constructor(db: Kysely<Schema>, secret: string, clock: () => Date) {
    this.#db = db;
    this.#secret = secret;
    this.#clock = clock;
  }

  /** All that verify, the newest first. */
  get listed(): readonly PublicKey[] {
    return this.#ring.listed;
  }

  /**
   * The one that signs now. Not by what was read long ago: a key that has a successor since would still sign when its last
   * token is thought to be over. Throws what reading throws.
   */
  async toSign(): Promise<SigningKey> {
    const now = this.#clock();
    if (now.getTime() - this.#readAtMs > signingKeyStaleMs) await this.reload();
    const { signing } = this.#ring;
    // The clock of the instance that made the only one may be ahead.
    const key = signing.find(({ signsFrom }) => signsFrom <= now) ?? signing.at(-1);
    if (key === undefined) throw new Error("the database holds no signing key");
    return key;
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
    const now = this.#clock();
    this.#ring = await toRing(await selectSigningKeys(this.#db), this.#ring, { secret: this.#secret, now });
    this.#readAtMs = now.getTime();
  }
}

/** Throws where the secret is not the one that the keys were sealed with, or there are none. */
export async function openKeyRing(db: Kysely<Schema>, secret: string, clock: () => Date): Promise<KeyRing> {
  const ring = new KeyRing(db, secret, clock);
  await ring.reload();
  return ring;
}

async function toRing(
  stored: readonly StoredSigningKey[],
  before: Ring,
  { secret, now }: { secret: string; now: Date },
): Promise<Ring> {
  if (stored.length === 0) throw new Error("the database holds no signing key");
  const signsNow = stored.findIndex(({ signsFrom }) => signsFrom <= now);
  const signing = [];
  for (const key of signsNow === -1 ? stored : stored.slice(0, signsNow + 1)) {
    const { kid, signsFrom } = key;
    const known = before.signing.find((one) => one.kid === kid);
    signing.push({ kid, signsFrom, privateKey: known?.privateKey ?? (await openPrivateKey(key, secret)) });
  }
  return {
    signing,
    verifying: new Map(stored.map((key) => [key.kid, createPublicKey({ key: publicJwk(key), format: "jwk" })])),
    listed: stored.map(({ kid, publicX }) => ({ kid, x: publicX })),
  };
}
