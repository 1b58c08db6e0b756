import { expect, test } from "vitest";
import { sizeWords } from "./size-words.ts";

test.each([
  [0, "en", "0 bytes"],
  [1, "en", "1 byte"],
  [999, "en", "999 bytes"],
  [1_000, "en", "1 kB"],
  [1_540, "en", "1.5 kB"],
  [18_240, "en", "18 kB"],
  [999_400, "en", "999 kB"],
  [999_900, "en", "1 MB"],
  [26_214_400, "en", "26 MB"],
  [3_200_000_000, "en", "3.2 GB"],
  [1_540, "de", "1,5 kB"],
] as const)("%i bytes in %s are %j", (size, locale, words) => {
  expect(sizeWords(size, locale)).toBe(words);
});

test("Arabic has its own words for them", () => {
  expect(sizeWords(18_000, "ar")).toMatch(/\p{Script=Arabic}/u);
});
