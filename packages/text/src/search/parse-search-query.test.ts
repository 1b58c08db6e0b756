import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseSearchQuery } from "./parse-search-query.ts";

const filtersOf = (query: string) =>
  parseSearchQuery(query).filters.map(({ key, value, problem }) => [
    key,
    value,
    ...(problem === undefined ? [] : [problem]),
  ]);
const termsOf = (query: string) =>
  parseSearchQuery(query).terms.map(({ text, isPhrase }) => (isPhrase ? [text] : text));

test("words, phrases and operators are told apart, in any order", () => {
  const query = 'budget from:ada "next year" in:"design team" before:2026-11-30 has:link is:thread';
  expect(termsOf(query)).toEqual(["budget", ["next year"]]);
  expect(filtersOf(query)).toEqual([
    ["from", "ada"],
    ["in", "design team"],
    ["before", "2026-11-30"],
    ["has", "link"],
    ["is", "thread"],
  ]);
});

test("a filter says where it stands, so that it can be taken out", () => {
  const query = "東京 from:ada 会議";
  const [filter] = parseSearchQuery(query).filters;
  expect(query.slice(filter!.start, filter!.end)).toBe("from:ada");
});

test.each([
  [
    "From:Ada HAS:Link",
    [
      ["from", "Ada"],
      ["has", "link"],
    ],
  ],
  ["from: ada", [["from", "", "empty"]]],
  [
    "in:# from:@",
    [
      ["in", "#", "empty"],
      ["from", "@", "empty"],
    ],
  ],
  [
    "has:money is:",
    [
      ["has", "money", "no_such_value"],
      ["is", "", "empty"],
    ],
  ],
  [
    "before:2026-02-30 after:tomorrow",
    [
      ["before", "2026-02-30", "no_day"],
      ["after", "tomorrow", "no_day"],
    ],
  ],
  ['in:"not closed', [["in", "not closed"]]],
])("%j has the filters %j", (query, filters) => {
  expect(filtersOf(query)).toEqual(filters);
});

test.each([
  ["https://example.org/a:b 10:30 note:this", ["https://example.org/a:b", "10:30", "note:this"]],
  ['"not closed', [["not closed"]]],
  ['"" " "', []],
  ['say "hello"there', ["say", ["hello"], "there"]],
  ["  ", []],
])("%j has the words %j", (query, terms) => {
  expect(termsOf(query)).toEqual(terms);
});

test("no text makes it throw, and every filter stands where it says", () => {
  const part = fc.oneof(fc.string(), fc.constantFrom("from:", "in:", '"', " ", "has:link", "before:2026-01-01"));
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const query = parts.join("");
      for (const { key, start, end } of parseSearchQuery(query).filters) {
        expect(query.slice(start, end).toLowerCase()).toMatch(new RegExp(`^${key}:`));
      }
    }),
  );
});
