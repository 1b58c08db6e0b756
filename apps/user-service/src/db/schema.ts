import type { ColumnType, Generated } from "kysely";

/** The tables of hubbub_users as kysely sees them: bigint is a number, timestamptz a Date, bytea a Buffer. */
export interface Schema {
  users: UsersTable;
  sessions: SessionsTable;
  refresh_tokens: RefreshTokensTable;
  signing_keys: SigningKeysTable;
  known_addresses: KnownAddressesTable;
  deleted_accounts: DeletedAccountsTable;
  audit_events: AuditEventsTable;
}

interface UsersTable {
  id: Generated<number>;
  username: string;
  /** Lower case, collation "C": uniqueness, login and prefix search. The other `_key` columns likewise. */
  username_key: string;
  email: string;
  email_key: string;
  /** Empty: shown as the username. */
  display_name: string;
  display_name_key: string;
  password_hash: string;
  created_at: Date;
  disabled_at: Date | null;
  /** A server admin whatever ADMIN_USERNAMES says. */
  appointed_admin: Generated<boolean>;
  /** When that was taken back last, while it is. */
  admin_withdrawn_at: Generated<Date | null>;
  /** Then the row keeps the id and the username, so that nobody else gets that. */
  deleted_at: Generated<Date | null>;
  /** Where the account's picture is, which the chat-service keeps. */
  avatar_url: Generated<string | null>;
  avatar_version: Generated<number>;
}

interface SessionsTable {
  id: string;
  user_id: number;
  created_at: Date;
  last_used_at: Date;
  /** Of its newest refresh token. */
  expires_at: Date;
  ended_at: Date | null;
  /** A SessionEndReason. */
  ended_because: Generated<string | null>;
  user_agent: string;
  ip: string;
}

interface RefreshTokensTable {
  /** SHA-256 of the token, which itself is stored nowhere. */
  token_hash: Buffer;
  session_id: string;
  created_at: Date;
  expires_at: Date;
  rotated_at: Date | null;
  successors: Generated<number>;
  /** The hash of the token that it was given for; null for a session's first, and for those of earlier releases. */
  predecessor: Buffer | null;
  /** When its predecessor was used once more, long after its rotation, and got another one instead. */
  replaced_at: Date | null;
}

/** From where an account's owner signed in or stayed in. */
interface KnownAddressesTable {
  user_id: number;
  /** As `addressSubject` writes it. */
  address: string;
  last_used_at: Date;
}

interface SigningKeysTable {
  kid: string;
  public_x: string;
  sealed_private_key: Buffer;
  created_at: Date;
  /** No longer listed, so that no token of it is accepted. */
  retired_at: Date | null;
  /** Until then it is listed only; null: it signs since it was made. */
  signs_from: Generated<Date | null>;
  /** The longest life of its tokens. */
  token_seconds: Generated<number | null>;
}

interface DeletedAccountsTable {
  /** In the order of commits: who inserts holds `deletionLock`. */
  id: number;
  user_id: number;
  deleted_at: Date;
}

interface AuditEventsTable {
  id: Generated<number>;
  at: Date;
  action: string;
  actor_id: number | null;
  subject_id: number | null;
  room_id: number | null;
  address: string | null;
  /** Written as JSON text. */
  details: ColumnType<Readonly<Record<string, string>>, string, never>;
  source_id: string | null;
}
