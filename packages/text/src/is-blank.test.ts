import { expect, test } from "vitest";
import { isBlank, isBlankName } from "./is-blank.ts";

const blanks = {
  nothing: "",
  "white space": " \t\r\n\u00a0\u2003\u3000\u2028",
  NEL: "\u0085",
  "a control character": "\u0007",
  "ZERO WIDTH SPACE": "\u200b",
  "WORD JOINER": "\u2060",
  "ZERO WIDTH JOINER": "\u200d",
  "SOFT HYPHEN": "\u00ad",
  "COMBINING GRAPHEME JOINER": "\u034f",
  "LEFT-TO-RIGHT MARK": "\u200e",
  "VARIATION SELECTOR-16": "\ufe0f",
  "BYTE ORDER MARK": "\ufeff",
  "HANGUL FILLER": "\u3164",
  "HANGUL CHOSEONG FILLER": "\u115f",
  "HALFWIDTH HANGUL FILLER": "\uffa0",
  "BRAILLE PATTERN BLANK": "\u2800",
  "MUSICAL SYMBOL NULL NOTEHEAD": "\u{1d159}",
  "EGYPTIAN HIEROGLYPH FULL BLANK": "\u{13441}",
  "TAG LETTERS": "\u{e0067}\u{e007f}",
  "a noncharacter": "\ufdd0",
  "several of them": "\u3164 \u200b\u2800\n\ufe0f",
};

test.each(Object.entries(blanks))("%s is blank", (_, text) => {
  expect(isBlank(text)).toBe(true);
  expect(isBlankName(text)).toBe(true);
});

test.each(["a", "\u200ba", "-", "0", "👍", "❤️", "👩‍👩‍👧", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "क्\u200dष", "می‌خواهم", "\u{1f8b2}", "\ue000"])(
  "%s is not",
  (text) => {
    expect(isBlank(text)).toBe(false);
    expect(isBlankName(text)).toBe(false);
  },
);

test("a vowel sign alone is a message, and no name", () => {
  expect(isBlank("\u0e34")).toBe(false);
  expect(isBlankName("\u0e34\u0301")).toBe(true);
});
