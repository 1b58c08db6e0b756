import { expect, test } from "vitest";
import { lastReply } from "./last-reply.ts";

const time = new Date(2026, 11, 4, 17, 40).toISOString();

test("the last reply of a thread is told by its time, and by its day once that is over", () => {
  expect(lastReply(time, new Date(2026, 11, 4, 23, 59), "en-GB")).toBe("last at 17:40");
  expect(lastReply(time, new Date(2026, 11, 5, 0, 0), "en-GB")).toBe("last on 4 Dec 2026");
});
