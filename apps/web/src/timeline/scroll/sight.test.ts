import { expect, test } from "vitest";
import { passed } from "./sight.ts";

test("what goes by without a gap has been seen, and what one jumps over has not", () => {
  const first = passed(undefined, { fromSeq: 1, toSeq: 10 });
  const scrolled = passed(first, { fromSeq: 8, toSeq: 17 });
  expect(scrolled).toEqual({ fromSeq: 1, toSeq: 17 });
  expect(passed(scrolled, { fromSeq: 90, toSeq: 99 })).toEqual({ fromSeq: 90, toSeq: 99 });
  expect(passed(scrolled, { fromSeq: 5, toSeq: 9 })).toEqual({ fromSeq: 1, toSeq: 17 });
});
