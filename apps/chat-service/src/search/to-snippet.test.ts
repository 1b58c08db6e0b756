import { parseSearchQuery } from "@hubbub/text";
import * as fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { maxSnippetLength } from "../limits.ts";
import { toSnippet } from "./to-snippet.ts";
import { openStems, type StemsOf } from "./words/stemmers.ts";
import { toWanted } from "./words/to-ts-query.ts";

let stemsOf: StemsOf;
beforeAll(async () => {
  stemsOf = await openStems(["english", "german"]);
});

/** The snippet with what was found between brackets. */
function marked(content: string, query: string): string {
  const { text, ranges } = toSnippet(content, toWanted(parseSearchQuery(query).terms, stemsOf), stemsOf);
  const letters = [...text];
  for (const { start, end } of ranges.toReversed())
    letters.splice(start, end - start, `[${letters.slice(start, end).join("")}]`);
  return letters.join("");
}

test.each([
  ["The **migration** ran", "migrations", "The [migration] ran"],
  ["Straße gesperrt, STRASSEN auch", "strasse", "[Straße] gesperrt, [STRASSEN] auch"],
  ["明日、東京で会議があります", "会議", "明日、東京で[会議]があります"],
  ["👍🏽 東京 🎉", "東京 🎉", "👍🏽 [東京] [🎉]"],
  ["next year, not next to year", '"next year"', "[next year], not next to year"],
  ["user_id or user and id", "user_id", "[user_id] or user and id"],
  ["calendar", "cal", "[cal]endar".replace("[cal]endar", "[calendar]")],
  ["هل نذكر الـ migration في الملاحظات", "migration", "هل نذكر الـ [migration] في الملاحظات"],
  ["one\n\ntwo `three`", "three", "one two [three]"],
  ["nothing of it", "other", "nothing of it"],
])("of %j a search for %j shows %s", (content, query, shown) => {
  expect(marked(content, query)).toBe(shown);
});

test("what a spoiler hides is not shown", () => {
  expect(marked("the butler: ||gardener||", "gardener")).toBe("the butler: ▒▒▒▒");
});

test("of a long message the part around the first find is shown", () => {
  const shown = marked(`${"before ".repeat(100)}needle${" after".repeat(100)}`, "needle");
  expect(shown).toMatch(/^… before.*\[needle\] after.*…$/);
  expect([...shown].length).toBeLessThan(maxSnippetLength + 10);
});

test("whatever the message, ranges lie in the snippet, ascending and apart", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 600 });
  fc.assert(
    fc.property(text, text, (content, query) => {
      const snippet = toSnippet(`${content} ${query}`, toWanted(parseSearchQuery(query).terms, stemsOf), stemsOf);
      let before = 0;
      for (const { start, end } of snippet.ranges) {
        expect(start).toBeGreaterThanOrEqual(before);
        expect(end).toBeGreaterThan(start);
        before = end;
      }
      expect(before).toBeLessThanOrEqual([...snippet.text].length);
    }),
  );
});
