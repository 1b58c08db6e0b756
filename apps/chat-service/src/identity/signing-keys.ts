import { AppError } from "@hubbub/errors";
import { signingKeyRetryMs } from "../limits.ts";
import type { PublicKey } from "./signed-token.ts";

/** A public key as the user-service lists it. */
export interface PublicJwk {
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
  readonly kid: string;
}

/** What is known of a `kid`: its key, that there is none, or nothing because nobody could be asked. */
export type KeyLookup = PublicKey | "unknown" | "unavailable";

interface Options {
  readonly fetchKeys: () => Promise<readonly PublicJwk[]>;
  readonly onRefreshFailed: (error: unknown) => void;
  readonly nowMs?: () => number;
}

/**
 * The user-service's public keys by `kid`. Known ones are kept when a refresh fails, so that tokens are verified while
 * the user-service is away; an unknown `kid` asks at most once in `signingKeyRetryMs`, whoever sends it.
 */
export class SigningKeys {
  readonly #options: Options;
  readonly #nowMs: () => number;
  #keys: ReadonlyMap<string, PublicKey> = new Map();
  #refreshing: Promise<boolean> | undefined;
  #lastAskedMs = Number.NEGATIVE_INFINITY;
  #lastRefreshFailed = true;

  constructor(options: Options) {
    this.#options = options;
    this.#nowMs = options.nowMs ?? (() => performance.now());
  }

  /** For the start of a service, which can do nothing without. Throws `unavailable`. */
  async readFirst(): Promise<void> {
    if (!(await this.refresh())) throw new AppError("unavailable", "The signing keys cannot be read");
  }

  async find(kid: string): Promise<KeyLookup> {
    const key = this.#keys.get(kid);
    if (key !== undefined) return key;
    if (this.#refreshing !== undefined || this.#nowMs() - this.#lastAskedMs >= signingKeyRetryMs) await this.refresh();
    return this.#keys.get(kid) ?? (this.#lastRefreshFailed ? "unavailable" : "unknown");
  }

  /** Reads the keys again; those who ask at the same time share one call. Answers whether it worked; never throws. */
  refresh(): Promise<boolean> {
    this.#refreshing ??= this.#fetch().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async #fetch(): Promise<boolean> {
    this.#lastAskedMs = this.#nowMs();
    try {
      const listed = await this.#options.fetchKeys();
      this.#keys = new Map(listed.map(importKey));
      this.#lastRefreshFailed = false;
    } catch (error) {
      this.#lastRefreshFailed = true;
      this.#options.onRefreshFailed(error);
    }
    return !this.#lastRefreshFailed;
  }
}

function importKey({ kty, crv, x, kid }: PublicJwk): [string, PublicKey] {
  const key = Buffer.from(x, "base64url");
  if (kty !== "OKP" || crv !== "Ed25519" || key.length !== publicKeyBytes) {
    throw new TypeError(`signing key ${kid} is not one of Ed25519`);
  }
  return [kid, key];
}

const publicKeyBytes = 32;
