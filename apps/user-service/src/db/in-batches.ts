import { maxCleaningBatches, maxCleaningBatchRows } from "../limits.ts";

/** Deletes in batches that lock little, until nothing is left or it has been long enough. Answers how many rows went. */
export async function inBatches(deleteUpTo: (limit: number) => Promise<number>): Promise<number> {
  let total = 0;
  for (let batch = 0; batch < maxCleaningBatches; batch += 1) {
    const deleted = await deleteUpTo(maxCleaningBatchRows);
    total += deleted;
    if (deleted < maxCleaningBatchRows) break;
  }
  return total;
}
