import { expect, test } from "vitest";
import { byteRange } from "./byte-range.ts";

test.each([
  ["", undefined],
  ["bytes=0-", { start: 0, end: 99 }],
  ["bytes=0-0", { start: 0, end: 0 }],
  ["bytes=10-19", { start: 10, end: 19 }],
  ["bytes=90-1000", { start: 90, end: 99 }],
  ["bytes=-10", { start: 90, end: 99 }],
  ["bytes=-1000", { start: 0, end: 99 }],
  ["bytes=100-", "none"],
  ["bytes=-0", "none"],
  ["bytes=5-4", undefined],
  ["bytes=-", undefined],
  ["bytes=0-1,5-6", undefined],
  ["items=0-1", undefined],
  ["bytes=99999999999999999999-", undefined],
])("%j of a hundred bytes is %j", (header, range) => {
  expect(byteRange(header, 100)).toEqual(range);
});

test("an empty file has no part", () => {
  expect(byteRange("bytes=0-", 0)).toBe("none");
  expect(byteRange("bytes=-1", 0)).toBe("none");
});
