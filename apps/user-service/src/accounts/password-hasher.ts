import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { type Options, hash, verify } from "@node-rs/argon2";
import {
  maxPasswordHashesAtOnce,
  maxPasswordHashesWaiting,
  maxPasswordHashesWaitingOfAccount,
  maxPasswordHashesWaitingOfAddress,
  maxPasswordHashesWaitingOfStrangers,
} from "../limits.ts";
import { type Asker, HashingQueue } from "./hashing-queue.ts";

/** argon2id, the library's default, with the first choice of OWASP's Password Storage Cheat Sheet for 19 MiB. */
const argon2Options: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes and verifies passwords off the event loop, in the turns of a `HashingQueue`, whose errors both throw. */
export class PasswordHasher {
  readonly #decoy: string;
  readonly #queue: HashingQueue;

  /** `decoy` is a hash of nobody's password, verified for accounts that do not exist; see `openPasswordHasher`. */
  constructor(decoy: string, queue: HashingQueue) {
    this.#decoy = decoy;
    this.#queue = queue;
  }

  get running(): number {
    return this.#queue.running;
  }

  get waiting(): number {
    return this.#queue.waiting;
  }

  hash(password: string, asker: Asker): Promise<string> {
    return this.#queue.run(asker, () => hash(normalise(password), argon2Options));
  }

  /**
   * Takes as long for an account that does not exist (`undefined`), which no password fits. `around` is called when the
   * turn has come, with what verifies; it may refuse instead.
   */
  verify(
    passwordHash: string | undefined,
    password: string,
    asker: Asker,
    around: (verifyNow: () => Promise<boolean>) => Promise<boolean> = (verifyNow) => verifyNow(),
  ): Promise<boolean> {
    return this.#queue.run(asker, () =>
      around(async () => {
        const fits = await verify(passwordHash ?? this.#decoy, normalise(password));
        return passwordHash !== undefined && fits;
      }),
    );
  }
}

/** Without `shares` one address may fill the whole queue: RATE_LIMITS=off. */
export async function openPasswordHasher(
  options: { shares?: "on" | "off"; onShareSpent?: () => void } = {},
): Promise<PasswordHasher> {
  const bounds = options.shares === "off" ? { ...standardBounds, ...wholeQueue } : standardBounds;
  return new PasswordHasher(await hash(randomBytes(32), argon2Options), new HashingQueue(bounds, options.onShareSpent));
}

const standardBounds = {
  atOnce: Math.min(maxPasswordHashesAtOnce, availableParallelism()),
  waiting: maxPasswordHashesWaiting,
  waitingOfAddress: maxPasswordHashesWaitingOfAddress,
  waitingOfAccount: maxPasswordHashesWaitingOfAccount,
  waitingOfStrangers: maxPasswordHashesWaitingOfStrangers,
};

const wholeQueue = {
  waitingOfAddress: Number.POSITIVE_INFINITY,
  waitingOfAccount: Number.POSITIVE_INFINITY,
  waitingOfStrangers: Number.POSITIVE_INFINITY,
};

/** The same password typed on another keyboard may be composed otherwise: NIST SP 800-63B §5.1.1.2. */
function normalise(password: string): string {
  return password.normalize("NFKC");
}
