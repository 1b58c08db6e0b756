import type { User } from "../rest/accounts-api.ts";

export type SessionState =
  /** Before the first answer of `resume`. */
  | { readonly status: "unknown" }
  /** `ended`: the server ended it (revoked, disabled, expired), and may have said why; `left`: signed out here. */
  | { readonly status: "signed_out"; readonly reason: "never" | "left" | "ended"; readonly because?: string }
  | { readonly status: "signed_in"; readonly user: User };
