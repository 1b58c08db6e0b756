import { expect, test } from "vitest";
import { languageOf, localeOf } from "./languages.ts";

test.each([
  [["de-AT", "en"], "de"],
  [["fr", "ar-EG", "de"], "ar"],
  [["EN-us"], "en"],
  [["fr", "toString"], "en"],
  [[], "en"],
] as const)("a reader of %j is spoken to in %s", (reader, language) => {
  expect(languageOf(reader)).toBe(language);
});

test("dates and numbers are written as the reader has them in that language", () => {
  expect(localeOf("de", ["en-US", "de-CH", "de-AT"])).toBe("de-CH");
  expect(localeOf("en", ["de", "en-US"])).toBe("en-US");
  expect(localeOf("en", ["de"])).toBe("en-GB");
  expect(localeOf("ar", ["en-US"])).toBe("ar");
});
