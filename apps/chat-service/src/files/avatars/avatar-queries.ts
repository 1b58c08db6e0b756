import { sql } from "kysely";
import type { ChatDatabase } from "../../db/open-chat-database.ts";

/** What stands in `files.avatar_of`. */
export const avatarOfUser = (userId: number): string => `user:${userId}`;
export const avatarOfRoom = (roomId: number): string => `room:${roomId}`;

/** What somebody's picture is since then. */
export interface PersonAvatar {
  readonly userId: number;
  /** Undefined: they have none. */
  readonly fileId: string | undefined;
  readonly version: number;
}

/**
 * Of those that a person sets at once the last is theirs; what it takes the place of stays until that is told. Undefined where
 * the file was removed.
 */
export async function setPersonAvatar(
  db: ChatDatabase,
  { userId, fileId }: Omit<PersonAvatar, "version">,
): Promise<PersonAvatar | undefined> {
  return await db.transaction().execute(async (trx) => {
    if (fileId !== undefined && !(await noteShown(trx, userId, fileId))) return undefined;
    const { rows } = await sql<{ version: number }>`
      insert into person_avatars as known (user_id, file_id, version)
      values (${userId}, ${fileId ?? null}::text, (extract(epoch from clock_timestamp()) * 1000000)::bigint)
      on conflict (user_id) do update
         set file_id = excluded.file_id, version = greatest(known.version + 1, excluded.version),
             changed_at = clock_timestamp(), told_at = null
      returning version`.execute(trx);
    return rows.map(({ version }) => ({ userId, fileId, version }))[0];
  });
}

/** From now on no job takes it. */
async function noteShown(db: ChatDatabase, userId: number, fileId: string): Promise<boolean> {
  const shown = await db
    .updateTable("files")
    .set({ shown_since: sql<Date>`clock_timestamp()` })
    .where("id", "=", fileId)
    .where("avatar_of", "=", avatarOfUser(userId))
    .where("removed_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return shown !== undefined;
}

/** The user-service knows of it: no other picture of theirs is shown any more. Nothing where there is a later one. */
export async function noteTold(db: ChatDatabase, { userId, fileId, version }: PersonAvatar): Promise<void> {
  await sql`
    with told as (
      update person_avatars set told_at = clock_timestamp() where user_id = ${userId} and version = ${version}
      returning user_id
    )
    select show_avatar(avatar_of_user(user_id), ${fileId ?? null}::text, clock_timestamp()) from told`.execute(db);
}

/** Those of which the user-service was not told: whoever set them may be gone. */
export async function readUntold(
  db: ChatDatabase,
  { lateMs, limit }: { readonly lateMs: number; readonly limit: number },
): Promise<readonly PersonAvatar[]> {
  const rows = await db
    .selectFrom("person_avatars")
    .select(["user_id", "file_id", "version"])
    .where("told_at", "is", null)
    .where("changed_at", "<", sql<Date>`clock_timestamp() - make_interval(secs => ${lateMs / 1000})`)
    .orderBy("changed_at")
    .limit(limit)
    .execute();
  return rows.map(({ user_id, file_id, version }) => ({ userId: user_id, fileId: file_id ?? undefined, version }));
}

/** People who were forgotten by an instance of a release that knew of no pictures, and have one all the same. */
export async function readLeftAvatars(db: ChatDatabase, limit: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom("person_avatars")
    .innerJoin("deleted_accounts", "deleted_accounts.user_id", "person_avatars.user_id")
    .select("person_avatars.user_id")
    .where("forgotten_at", "is not", null)
    .limit(limit)
    .execute();
  return rows.map(({ user_id }) => user_id);
}

/** Of who has no account any more: nothing is left of their pictures, those that are just being made neither. */
export async function forgetPersonAvatars(db: ChatDatabase, userId: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom("person_avatars").where("user_id", "=", userId).execute();
    await trx
      .updateTable("files")
      .set({ removed_at: sql<Date>`coalesce(removed_at, clock_timestamp())`, shown_since: null })
      .where("avatar_of", "=", avatarOfUser(userId))
      .where("emptied_at", "is", null)
      .execute();
  });
}
