import { expect, test } from "vitest";
import { isElsewhere, passed } from "./sight.ts";

test("what goes by without a gap has been seen, and what one jumps over has not", () => {
  const first = passed(undefined, { fromSeq: 1, toSeq: 10 });
  const scrolled = passed(first, { fromSeq: 8, toSeq: 17 });
  expect(scrolled).toEqual({ fromSeq: 1, toSeq: 17 });
  expect(passed(scrolled, { fromSeq: 90, toSeq: 99 })).toEqual({ fromSeq: 90, toSeq: 99 });
  expect(passed(scrolled, { fromSeq: 5, toSeq: 9 })).toEqual({ fromSeq: 1, toSeq: 17 });
});

test("elsewhere is what is neither on the screen nor what comes next below it", () => {
  const onScreen = { fromSeq: 10, toSeq: 20 };
  expect([9, 10, 20, 21, 22].filter((seq) => isElsewhere(onScreen, seq))).toEqual([9, 22]);
});
