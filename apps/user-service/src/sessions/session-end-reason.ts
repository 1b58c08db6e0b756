/** Why a session ended before it expired. `surplus`: its owner signed in once more than there may be sessions. */
export type SessionEndReason =
  | "logout"
  | "revoked"
  | "password_changed"
  | "disabled"
  | "deleted"
  | "reused"
  | "surplus";
