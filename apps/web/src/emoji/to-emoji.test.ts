import { expect, test } from "vitest";
import { loadEmoji } from "./load-emoji.ts";
import { toEmoji } from "./to-emoji.ts";

test.each([
  ["👍\uFE0F", "👍"],
  ["🎉", "🎉"],
  // A heart is a sign of the text without its mark, and so is a digit that wears a key.
  ["❤\uFE0F", "❤\uFE0F"],
  ["1\uFE0F\u20E3", "1\uFE0F\u20E3"],
  ["👩\u200D❤\uFE0F\u200D👨", "👩\u200D❤\uFE0F\u200D👨"],
])("%j is written %j", (unicode, emoji) => {
  expect(toEmoji(unicode)).toBe(emoji);
});

test("every emoji that is offered is one sign to the eye, and offered once", async () => {
  const all = (await loadEmoji("en")).flatMap(({ emoji, skins }) => [emoji, ...skins]);
  const graphemes = new Intl.Segmenter();
  expect(all.length).toBeGreaterThan(3_000);
  expect(all.filter((emoji) => [...graphemes.segment(emoji)].length !== 1)).toEqual([]);
  expect(new Set(all).size).toBe(all.length);
});
