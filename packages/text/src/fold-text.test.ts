import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldCase, foldText } from "./fold-text.ts";

describe("two names are one to the eye", () => {
  test.each([
    ["Payroll", "PAYROLL"],
    ["Payroll", "Pay\u200broll"],
    ["Payroll", "Pay\u00adroll"],
    ["Payroll", "Pay\u2060roll"],
    ["Payroll", "Pay\u034froll"],
    ["Payroll", "Payroll\ufe0f"],
    ["Payroll", "\u3164Payroll\u115f"],
    ["Payroll", " Payroll\u2800"],
    ["Payroll", "Payroll\u{1d159}"],
    ["Pay roll", "Pay  roll"],
    ["Pay roll", "Pay\u00a0\u3000roll"],
    ["Pay roll", "Pay \u200b roll"],
    ["Pay roll", "Pay\u2800roll"],
    ["Straße", "STRASSE"],
    ["Straße", "STRAẞE"],
    ["ΣΊΣΥΦΟΣ", "σίσυφος"],
    ["ﬁle", "FILE"],
    ["Ｐａｙｒｏｌｌ", "payroll"],
    ["Zoë", "ZOE\u0308"],
    ["ᾳ", "αι"],
    ["Ꭰ", "ꭰ"],
    ["İstanbul", "i\u0307stanbul"],
    ["❤", "❤️"],
  ])("%j and %j", (one, other) => {
    expect(foldText(other)).toBe(foldText(one));
  });
});

test.each([
  ["Payroll", "Pay roll"],
  ["Zoe", "Zoë"],
  ["ılık", "ilik"],
  ["general", "généraL"],
  ["👍", "👍🏽"],
])("%j and %j are two", (one, other) => {
  expect(foldText(other)).not.toBe(foldText(one));
});

test("what is folded already stays as it is", () => {
  const points = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: fc.constantFrom(..."ßẞſΣςᾳ\u0345\u0301\u0308İıǰΐﬃ\u200b\u034f \u2800\u3164´¨ǅᏀ") }),
  );
  fc.assert(
    fc.property(points, (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text));
    }),
    { numRuns: 2_000 },
  );
});

// Of https://www.unicode.org/Public/UCD/latest/ucd/CaseFolding.txt, what lower case alone mostly gets wrong.
test.each([
  ["ß", "ss"],
  ["ẞ", "ss"],
  ["ŉ", "ʼn"],
  ["ǰ", "j\u030c"],
  ["ΐ", "\u03b9\u0308\u0301"],
  ["ς", "σ"],
  ["ϐ", "β"],
  ["ſ", "s"],
  ["ﬃ", "ffi"],
  ["և", "եւ"],
  ["ᾼ", "αι"],
  ["\u0345", "ι"],
  ["K", "k"],
  ["Ω", "ω"],
])("%s folds to %s", (letter, folded) => {
  expect(foldCase(letter)).toBe(folded);
});

test("no letter folds to one that is another to regular expressions without case", () => {
  for (let point = 0; point <= 0x1_ffff; point += 1) {
    if (point >= 0xd800 && point <= 0xdfff) continue;
    const letter = String.fromCodePoint(point);
    const folded = foldCase(letter);
    if (folded === letter || Array.from(folded).length > 1) continue;
    expect(new RegExp(`^${letter}$`, "iu").test(folded), `U+${point.toString(16)}`).toBe(true);
  }
});
