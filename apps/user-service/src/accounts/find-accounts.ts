import { AppError } from "@hubbub/errors";
import { maxUsersPerLookup } from "@hubbub/grpc-api/limits";
import type { Kysely } from "kysely";
import type { Schema } from "../db/schema.ts";
import type { Account } from "./account.ts";
import { selectAccounts } from "./account-queries.ts";
import { usernameProblem } from "./username.ts";

/**
 * The accounts with these ids and these usernames (without case), each once. What is not known is left out, also what
 * cannot be a username at all: the caller batches the questions of strangers, and one must not fail the others.
 */
export async function findAccounts(
  db: Kysely<Schema>,
  wanted: { ids: readonly number[]; usernames: readonly string[] },
): Promise<Account[]> {
  const count = wanted.ids.length + wanted.usernames.length;
  if (count > maxUsersPerLookup) {
    throw new AppError("invalid_argument", `At most ${maxUsersPerLookup} ids and usernames together, not ${count}`, {
      field: wanted.ids.length > maxUsersPerLookup ? "ids" : "usernames",
    });
  }
  const ids = wanted.ids.filter(Number.isSafeInteger);
  const usernames = wanted.usernames.filter((username) => usernameProblem(username) === undefined);
  return ids.length + usernames.length === 0 ? [] : await selectAccounts(db, { ids, usernames });
}
