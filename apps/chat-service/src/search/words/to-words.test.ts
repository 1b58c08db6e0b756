import * as fc from "fast-check";
import { expect, test } from "vitest";
import { foldWord } from "./fold-word.ts";
import { toWords } from "./to-words.ts";

const wordsOf = (text: string) => toWords(text).map((word) => word.text);

test.each([
  ["Straße ÉTÉ Größe", ["strasse", "ete", "grosse"]],
  ["Ёлка и Ἀθῆναι", ["елка", "и", "αθηναι"]],
  ["ﬁnal ＡＢＣ ①", ["final", "abc", "1"]],
  ["don't stop: user_id=42, v3.2", ["don", "t", "stop", "user", "id", "42", "v3", "2"]],
  ["مُحَمَّد كــتاب", ["محمد", "كتاب"]],
  ["smørrebrød Łódź", ["smorrebrod", "lodz"]],
  ["🎉 done 👍🏽", ["🎉", "done", "👍"]],
  ["--- *** ...", []],
])("%j is said in the words %j", (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

test.each([
  ["東京で会議", ["東京", "京で", "で会", "会議", "議"]],
  ["ｶﾞｷﾞ", ["ガギ", "ギ"]],
  ["พรุ่งนี้", ["พร", "รุ", "ุ่", "่ง", "งน", "นี", "ี้", "้"]],
  ["がぎ", ["がぎ", "ぎ"]],
  ["猫", ["猫"]],
  ["iPhoneケース", ["iphone", "ケー", "ース", "ス"]],
  ["회의 일정", ["회의", "의", "일정", "정"]],
])("%j, written without spaces, is said in the pairs %j", (text, pairs) => {
  expect(wordsOf(text)).toEqual(pairs);
});

test("marks that make another word of Thai and Japanese stay", () => {
  expect(foldWord("がぎ")).not.toBe(foldWord("かき"));
  expect(foldWord("พรุ่งนี้")).not.toBe("พรงน");
});

test("each word says where it stands, and words that follow each other have positions that do", () => {
  const text = "Über 東京 hinaus";
  const words = toWords(text);
  expect(words.map(({ start, end }) => text.slice(start, end))).toEqual(["Über", "東京", "京", "hinaus"]);
  expect(words.map(({ position }) => position)).toEqual([1, 2, 3, 4]);
});

test("whatever the text, a word stands in it, and is not longer than is kept", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
      for (const { start, end, text: word } of toWords(text)) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(word.length).toBeLessThanOrEqual(64);
      }
    }),
  );
});
