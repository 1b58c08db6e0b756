import * as fc from "fast-check";
import { expect, test } from "vitest";
import { toPieces } from "./to-pieces.ts";

/** With what was found in brackets. */
const marked = (snippet: string, ...ranges: (readonly [number, number])[]) =>
  toPieces(
    snippet,
    ranges.map(([start, end]) => ({ start, end })),
  )
    .map(({ text, isFound }) => (isFound ? `[${text}]` : text))
    .join("");

test.each<[string, (readonly [number, number])[], string]>([
  ["the migration ran", [[4, 13]], "the [migration] ran"],
  ["migration", [[0, 9]], "[migration]"],
  [
    "東京で会議",
    [
      [0, 2],
      [3, 5],
    ],
    "[東京]で[会議]",
  ],
  ["👍🏽 👍 done", [[5, 9]], "👍🏽 👍 [done]"],
  ["nothing", [], "nothing"],
  ["", [[0, 3]], ""],
])("%j with %j is %j", (snippet, ranges, expected) => {
  expect(marked(snippet, ...ranges)).toBe(expected);
});

test.each<[(readonly [number, number])[]]>([
  [
    [
      [4, 8],
      [6, 99],
    ],
  ],
  [
    [
      [6, 11],
      [4, 7],
    ],
  ],
  [
    [
      [4, 11],
      [5, 6],
      [2, 1],
      [40, 50],
    ],
  ],
])("ranges %j that overlap, stand anyhow or end outside are one", (ranges) => {
  expect(marked("the migrate", ...ranges)).toBe("the [migrate]");
});

test("nothing of a text is lost, whatever the ranges", () => {
  const range = fc.record({ start: fc.integer({ min: -5, max: 40 }), end: fc.integer({ min: -5, max: 40 }) });
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.array(range), (text, ranges) => {
      expect(
        toPieces(text, ranges)
          .map((piece) => piece.text)
          .join(""),
      ).toBe(text);
    }),
  );
});
