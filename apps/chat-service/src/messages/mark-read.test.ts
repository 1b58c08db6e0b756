import { expect, test } from "vitest";
import { markRead } from "./mark-read.ts";

const untouched = {} as Parameters<typeof markRead>[0];

test.each([-1, 1.5, Number.NaN])("a mark at %d is refused before anything is asked", async (seq) => {
  const marked = markRead(untouched, { userId: 1 }, { roomId: 7, seq });
  await expect(marked).rejects.toMatchObject({ code: "invalid_argument", field: "seq" });
});
