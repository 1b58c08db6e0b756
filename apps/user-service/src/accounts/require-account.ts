import { AppError } from "@hubbub/errors";
import type { Kysely } from "kysely";
import type { Schema } from "../db/schema.ts";
import type { Account } from "./account.ts";
import { selectAccount } from "./account-queries.ts";

/** Throws `user_not_found`, naming the field `id`. */
export async function requireAccount(db: Kysely<Schema>, id: number): Promise<Account> {
  const account = await selectAccount(db, id);
  if (account === undefined) throw new AppError("user_not_found", undefined, { field: "id" });
  return account;
}
