import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { AppError } from "@hubbub/errors";
import { type Options, hash, verify } from "@node-rs/argon2";
import { maxPasswordHashesAtOnce, passwordHashesRetryMs, maxPasswordHashesWaiting } from "../limits.ts";

/** argon2id, the library's default, with the first choice of OWASP's Password Storage Cheat Sheet for 19 MiB. */
const argon2Options: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * Hashes and verifies passwords off the event loop, a few at a time, the others in a bounded queue. Both throw
 * `overloaded` where the queue is full.
 */
export class PasswordHasher {
  readonly #decoy: string;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /** `decoy` is a hash of nobody's password, verified for accounts that do not exist; see `openPasswordHasher`. */
  constructor(decoy: string) {
    this.#decoy = decoy;
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  hash(password: string): Promise<string> {
    return this.#inTurn(() => hash(normalise(password), argon2Options));
  }

  /** Takes as long for an account that does not exist (`undefined`), which no password fits. */
  async verify(passwordHash: string | undefined, password: string): Promise<boolean> {
    const fits = await this.#inTurn(() => verify(passwordHash ?? this.#decoy, normalise(password)));
    return passwordHash !== undefined && fits;
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.#takePlace();
    try {
      return await work();
    } finally {
      this.#givePlace();
    }
  }

  async #takePlace(): Promise<void> {
    if (this.#running < hashesAtOnce) {
      this.#running += 1;
      return;
    }
    if (this.#waiting.length >= maxPasswordHashesWaiting) {
      throw new AppError("overloaded", "Too many people are signing in right now; try again in a moment", {
        retryAfterMs: passwordHashesRetryMs,
      });
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** A place that someone waits for is handed over, not freed. */
  #givePlace(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#running -= 1;
    else next();
  }
}

export async function openPasswordHasher(): Promise<PasswordHasher> {
  return new PasswordHasher(await hash(randomBytes(32), argon2Options));
}

const hashesAtOnce = Math.min(maxPasswordHashesAtOnce, availableParallelism());

/** The same password typed on another keyboard may be composed otherwise: NIST SP 800-63B §5.1.1.2. */
function normalise(password: string): string {
  return password.normalize("NFKC");
}
