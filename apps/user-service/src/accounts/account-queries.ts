import { type ExpressionBuilder, type Kysely, type Selectable, sql } from "kysely";
import type { Schema } from "../db/schema.ts";
import { isKnownAddress } from "../sign-in-guard/known-address-queries.ts";
import type { Account } from "./account.ts";
import { toKey } from "./to-key.ts";
import { usernameSkeletonOfKey } from "./username-skeleton.ts";

export type UniqueField = "email" | "username";

/** The columns of an Account, to be turned into one by `toAccount`. */
export const accountColumns = [
  "users.id",
  "users.username",
  "users.display_name",
  "users.email",
  "users.created_at",
  "users.disabled_at",
  "users.appointed_admin",
  "users.deleted_at",
  "users.avatar_url",
] as const;

export type AccountRow = Pick<
  Selectable<Schema["users"]>,
  | "id"
  | "username"
  | "display_name"
  | "email"
  | "created_at"
  | "disabled_at"
  | "appointed_admin"
  | "deleted_at"
  | "avatar_url"
>;

export function toAccount(row: AccountRow): Account {
  return {
    id: row.id,
    username: row.username,
    displayName: row.display_name,
    email: row.email,
    avatarUrl: row.avatar_url ?? undefined,
    createdAt: row.created_at,
    disabled: row.disabled_at !== null,
    deleted: row.deleted_at !== null,
    appointedAdmin: row.appointed_admin,
  };
}

/** Undefined where the email or the username is taken, also by a registration that commits at the same moment. */
export async function insertAccount(
  db: Kysely<Schema>,
  account: { email: string; username: string; passwordHash: string; createdAt: Date },
): Promise<Account | undefined> {
  const row = await db
    .insertInto("users")
    .values({
      email: account.email,
      email_key: toKey(account.email),
      username: account.username,
      username_key: toKey(account.username),
      display_name: "",
      display_name_key: "",
      password_hash: account.passwordHash,
      created_at: account.createdAt,
      disabled_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning(accountColumns)
    .executeTakeFirst();
  return row && toAccount(row);
}

export async function selectTakenFields(
  db: Kysely<Schema>,
  wanted: { email: string; username: string },
): Promise<UniqueField[]> {
  const emailKey = toKey(wanted.email);
  const usernameKey = toKey(wanted.username);
  const rows = await db
    .selectFrom("users")
    .select(["email_key", "username_key"])
    .where((row) => row.or([row("email_key", "=", emailKey), row("username_key", "=", usernameKey)]))
    .execute();
  const taken: UniqueField[] = [];
  if (rows.some((row) => row.email_key === emailKey)) taken.push("email");
  if (rows.some((row) => row.username_key === usernameKey)) taken.push("username");
  return taken;
}

export async function selectAccount(db: Kysely<Schema>, id: number): Promise<Account | undefined> {
  const row = await db.selectFrom("users").select(accountColumns).where("id", "=", id).executeTakeFirst();
  return row && toAccount(row);
}

/** Deleted ones by their ids only: they have no name any more. */
export async function selectAccounts(
  db: Kysely<Schema>,
  wanted: { ids: readonly number[]; usernames: readonly string[] },
): Promise<Account[]> {
  const rows = await db
    .selectFrom("users")
    .select(accountColumns)
    .where((row) =>
      row.or([
        sql<boolean>`users.id = any(${wanted.ids}::bigint[])`,
        sql<boolean>`users.username_key = any(${wanted.usernames.map(toKey)}::text[]) and deleted_at is null`,
      ]),
    )
    .orderBy("users.id")
    .execute();
  return rows.map(toAccount);
}

/** Which of these usernames, as keys, nobody can register any more; a deleted account's is among them. */
export async function selectHeldUsernameKeys(db: Kysely<Schema>, keys: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom("users")
    .select("username_key")
    .where(sql<boolean>`username_key = any(${keys}::text[])`)
    .execute();
  return rows.map((row) => row.username_key);
}

/** Whether anyone's username has this skeleton, or had it before the account was deleted. */
export async function hasUsernameLike(db: Kysely<Schema>, skeleton: string): Promise<boolean> {
  const row = await db
    .selectFrom("users")
    .select("id")
    .where(usernameSkeletonOfKey, "=", skeleton)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Enabled accounts whose username or display name begins with `prefix`, after a username, ordered by username. */
export async function selectAccountsByPrefix(
  db: Kysely<Schema>,
  wanted: { prefix: string; afterUsernameKey: string | undefined; limit: number },
): Promise<Account[]> {
  const pattern = toLikePrefix(toKey(wanted.prefix));
  const { afterUsernameKey } = wanted;
  const rows = await db
    .selectFrom("users")
    .select(accountColumns)
    .where("disabled_at", "is", null)
    .where((row) => row.or([row("username_key", "like", pattern), row("display_name_key", "like", pattern)]))
    .$if(afterUsernameKey !== undefined, (query) => query.where("username_key", ">", afterUsernameKey ?? ""))
    .orderBy("username_key")
    .limit(wanted.limit)
    .execute();
  return rows.map(toAccount);
}

/** Likewise of all accounts but deleted ones, by the beginning of their email too. */
export async function selectAllAccounts(
  db: Kysely<Schema>,
  wanted: { prefix: string; afterUsernameKey: string | undefined; limit: number },
): Promise<Account[]> {
  const pattern = toLikePrefix(toKey(wanted.prefix));
  const { afterUsernameKey } = wanted;
  const rows = await db
    .selectFrom("users")
    .select(accountColumns)
    .where("deleted_at", "is", null)
    .where((row) =>
      row.or([
        row("username_key", "like", pattern),
        row("display_name_key", "like", pattern),
        row("email_key", "like", pattern),
      ]),
    )
    .$if(afterUsernameKey !== undefined, (query) => query.where("username_key", ">", afterUsernameKey ?? ""))
    .orderBy("username_key")
    .limit(wanted.limit)
    .execute();
  return rows.map(toAccount);
}

/** The account after it; undefined where it was so already, or there is none. */
export async function updateDisabled(db: Kysely<Schema>, id: number, at: Date | null): Promise<Account | undefined> {
  const row = await db
    .updateTable("users")
    .set({ disabled_at: at })
    .where("id", "=", id)
    .where("disabled_at", at === null ? "is not" : "is", null)
    .where("deleted_at", "is", null)
    .returning(accountColumns)
    .executeTakeFirst();
  return row && toAccount(row);
}

/** What a sign-in is checked against. */
export interface Credentials {
  readonly id: number;
  readonly passwordHash: string;
  /** Whether its owner was signed in at the address that was asked about. */
  readonly isKnownAddress: boolean;
}

export async function selectCredentials(
  db: Kysely<Schema>,
  by: { email: string } | { username: string } | { id: number },
  address: string,
): Promise<Credentials | undefined> {
  const row = await db
    .selectFrom("users")
    .select(["id", "password_hash", isKnownAddress(address).as("is_known_address")])
    .where("deleted_at", "is", null)
    .where((row) => matches(row, by))
    .executeTakeFirst();
  return row && { id: row.id, passwordHash: row.password_hash, isKnownAddress: row.is_known_address };
}

/**
 * The account, if its password is still the one that was verified. Its lock holds a password change off until the
 * caller's transaction ends, so that a session opened in it is among those that the change ends.
 */
export async function lockVerifiedAccount(
  trx: Kysely<Schema>,
  verified: Pick<Credentials, "id" | "passwordHash">,
): Promise<Account | undefined> {
  const row = await trx
    .selectFrom("users")
    .select(accountColumns)
    .where("id", "=", verified.id)
    .where("password_hash", "=", verified.passwordHash)
    .forShare()
    .executeTakeFirst();
  return row && toAccount(row);
}

export interface AccountChange {
  readonly displayName: string | undefined;
  readonly email: string | undefined;
  readonly passwordHash: string | undefined;
  /** The hash of the current password, where that was asked for. */
  readonly verifiedHash: string | undefined;
}

/** Undefined where there is no such account, or its password is not the one that was verified any more. */
export async function updateAccount(
  db: Kysely<Schema>,
  id: number,
  change: AccountChange,
): Promise<Account | undefined> {
  const { displayName, email, passwordHash, verifiedHash } = change;
  const row = await db
    .updateTable("users")
    .set({
      ...(displayName === undefined ? {} : { display_name: displayName, display_name_key: toKey(displayName) }),
      ...(email === undefined ? {} : { email, email_key: toKey(email) }),
      ...(passwordHash === undefined ? {} : { password_hash: passwordHash }),
    })
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .$if(verifiedHash !== undefined, (update) => update.where("password_hash", "=", verifiedHash ?? ""))
    .returning(accountColumns)
    .executeTakeFirst();
  return row && toAccount(row);
}

/** The account after it; undefined where nobody has the username. */
export async function updateAppointedAdmin(
  db: Kysely<Schema>,
  username: string,
  { appointed, now }: { readonly appointed: boolean; readonly now: Date },
): Promise<Account | undefined> {
  const row = await db
    .updateTable("users")
    .set((row) => ({
      appointed_admin: appointed,
      admin_withdrawn_at: appointed
        ? null
        : row.case().when("appointed_admin", "=", true).then(now).else(row.ref("admin_withdrawn_at")).end(),
    }))
    .where("username_key", "=", toKey(username))
    .where("deleted_at", "is", null)
    .returning(accountColumns)
    .executeTakeFirst();
  return row && toAccount(row);
}

function matches(
  row: ExpressionBuilder<Schema, "users">,
  by: { email: string } | { username: string } | { id: number },
) {
  if ("email" in by) return row("email_key", "=", toKey(by.email));
  if ("username" in by) return row("username_key", "=", toKey(by.username));
  return row("id", "=", by.id);
}

function toLikePrefix(prefix: string): string {
  return `${prefix.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
