import type { Kysely } from "kysely";
import type { PasswordHasher } from "../accounts/password-hasher.ts";
import type { Schema } from "../db/schema.ts";
import type { EventSinks } from "../events/event-sinks.ts";
import type { FairUse } from "../fair-use/fair-use.ts";
import type { KeyRing } from "../keys/key-ring.ts";
import type { RevocationFeed } from "../revocations/revocation-feed.ts";
import type { SignInGuard } from "../sign-in-guard/sign-in-guard.ts";

/** What the handlers work with; made once by the composition root. */
export interface Service extends EventSinks {
  readonly db: Kysely<Schema>;
  readonly hasher: PasswordHasher;
  readonly guard: SignInGuard;
  readonly fairUse: FairUse;
  readonly keys: KeyRing;
  readonly feed: RevocationFeed;
  readonly clock: () => Date;
  readonly rules: Rules;
}

export interface Rules {
  readonly accessTokenSeconds: number;
  /** For how long it matters that a token was revoked. */
  readonly revocationMemoryMs: number;
  readonly refreshTokenMs: number;
  readonly passwordMinLength: number;
  /** As keys: lower case. */
  readonly adminUsernames: ReadonlySet<string>;
}
