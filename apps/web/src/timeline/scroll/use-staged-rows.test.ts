import { expect, test } from "vitest";
import type { Row } from "../rows/row.ts";
import { firstStage } from "./use-staged-rows.ts";

test.each([
  ["rows that come above", "cde", "abcde", "abcde"],
  ["rows that come below", "cde", "cdefg", "cdefg"],
  ["rows that come above while others go below", "cdefg", "abcde", "abcdefg"],
  ["rows that come above and below", "cde", "abcdefg", "abcde"],
  ["rows that go above and come below", "abcde", "cdefg", "cde"],
  ["other rows", "abc", "xyz", "xyz"],
])("%s are shown one end at a time", (_, before, after, stage) => {
  expect(firstStage(rowsOf(before), rowsOf(after)).map(({ key }) => key)).toEqual([...stage]);
});

function rowsOf(keys: string): Row[] {
  return [...keys].map((key) => ({ kind: "notices", key, day: undefined, isNew: false, notices: [] }));
}
