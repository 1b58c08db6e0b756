/** What every message of the benchmark says: 120 bytes, about what people write. {stamp} takes 30. */
export const messageContent = `{stamp} ${"and then we should see whether the new build is on the staging machine, ok? ".padEnd(89, ".")}`;
