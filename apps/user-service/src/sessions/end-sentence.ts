import type { SessionEndReason } from "./session-end-reason.ts";

/** A sentence for whoever comes with a token of a session that is over. What has no words of its own only says that. */
export function endSentence(because: string | undefined): string {
  const why = because === undefined ? undefined : reasons[because];
  return why === undefined ? "Your session has ended; sign in again" : `${why}; sign in again`;
}

const reasons: Readonly<Record<string, string>> = {
  revoked: "This session was ended from another device of yours",
  password_changed: "Your password was changed on another device, which ended this session",
  disabled: "Your account was disabled, which ended this session",
  surplus: "Your session has ended, for you signed in at too many other places",
  expired: "Your session has ended, for it was not used for too long",
  reused: "Your session has ended, for its refresh token was used by somebody else as well",
} satisfies Partial<Record<SessionEndReason | "expired", string>>;
