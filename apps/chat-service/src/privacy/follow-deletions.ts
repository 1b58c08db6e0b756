import type { DeletedAccount as ToldDeletion } from "@hubbub/grpc-api/users";
import { maxFailingDeletions } from "../limits.ts";
import { movePosition, readPosition } from "../jobs/job-queries.ts";
import { noteDeletedAccounts, noteForgotten, readAccountToForget } from "./deleted-account-queries.ts";
import { type Forgetting, forgetAccount } from "./forget-account.ts";

/** The job whose position is the last deletion that was heard of. */
export const deletionsJob = "forget deleted accounts";

/** One step: hears of those that were deleted since the last one, and forgets one of them. Answers whether more waits. */
export async function followDeletions(
  forgetting: Forgetting & { readonly failing: Set<number> },
  listDeletedAccounts: (request: { after: number; limit: number }) => Promise<{ accounts: ToldDeletion[] }>,
): Promise<boolean> {
  const { db, failing } = forgetting;
  const position = await readPosition(db, deletionsJob);
  const { accounts } = await listDeletedAccounts({ after: position, limit: 0 });
  const last = accounts.at(-1);
  if (last !== undefined) {
    await noteDeletedAccounts(
      db,
      accounts.map(({ userId, deletedAt }) => ({ userId, deletedAt: deletedAt ?? new Date(0) })),
    );
    await movePosition(db, deletionsJob, last.id);
  }
  const userId = await readAccountToForget(db, failing);
  if (userId === undefined) {
    failing.clear();
    return last !== undefined;
  }
  // One that cannot be forgotten now does not hold up the others: it is tried again after them.
  if (failing.size < maxFailingDeletions) failing.add(userId);
  if (await forgetAccount(forgetting, userId)) await noteForgotten(db, userId);
  failing.delete(userId);
  return true;
}
