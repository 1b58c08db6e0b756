import type { Kysely } from "kysely";
import type { Schema } from "../db/schema.ts";

export interface AvatarChange {
  readonly userId: number;
  /** Undefined: there is none. */
  readonly url: string | undefined;
  readonly version: number;
}

/** Nothing where that, or something newer, is known already, and of a deleted account. */
export async function updateAvatar(db: Kysely<Schema>, { userId, url, version }: AvatarChange): Promise<void> {
  await db
    .updateTable("users")
    .set({ avatar_url: url ?? null, avatar_version: version })
    .where("id", "=", userId)
    .where("avatar_version", "<", version)
    .where("deleted_at", "is", null)
    .execute();
}
