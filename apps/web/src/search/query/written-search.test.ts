import { describe, expect, it, test } from "vitest";
import { takeFilters, toAsked, toQuery, toWritten, withFilter, type WrittenSearch } from "./written-search.ts";

const sourcesOf = ({ filters }: WrittenSearch) => filters.map(({ source }) => source);
/** `|`: where one types. */
const typed = (text: string): WrittenSearch => ({ filters: [], text: text.replace("|", ""), caret: text.indexOf("|") });

describe("a search that is typed", () => {
  it.each([
    ["from:ada |", ["from:ada"], "|"],
    ["from:ad|", [], "from:ad|"],
    ["budget from:ada|", [], "budget from:ada|"],
    ["budget from:ada next|", ["from:ada"], "budget next|"],
    ["from:a| budget", [], "from:a| budget"],
    ["from:ada |budget", ["from:ada"], "|budget"],
    ["from:ada has:link |", ["from:ada", "has:link"], "|"],
    ['in:"design te|', [], 'in:"design te|'],
    ['in:"design team"|', ['in:"design team"'], "|"],
    ["from: |", [], "from: |"],
    ["has:money |", ["has:money"], "|"],
    ["東京 from:ada 会議|", ["from:ada"], "東京 会議|"],
    ["note:this 10:30 |", [], "note:this 10:30 |"],
  ])("%j has the chips %j and the text %j", (text, sources, rest) => {
    const taken = takeFilters(typed(text));
    expect(sourcesOf(taken)).toEqual(sources);
    expect(`${taken.text.slice(0, taken.caret)}|${taken.text.slice(taken.caret)}`).toBe(rest);
  });

  it("keeps the chips that it had", () => {
    expect(sourcesOf(takeFilters({ ...toWritten("from:ada"), text: "has:link and" }))).toEqual([
      "from:ada",
      "has:link",
    ]);
  });

  it.each([
    ["budget from:ad|", "budget"],
    ["from:|", ""],
    ["from:ad| budget", "budget"],
    ["budget 10:30|", "budget 10:30"],
  ])("%j is asked for as %j", (text, query) => {
    expect(toAsked(typed(text))).toBe(query);
  });
});

test.each(["budget", 'in:"design team" from:ada "next year"', "before:2026-11-30 東京", ""])(
  "%j of an address is the same search",
  (query) => {
    expect(toQuery(toWritten(query))).toBe(query);
  },
);

test("operators come before the words", () => {
  expect(toQuery(toWritten("budget from:ada  next has:link"))).toBe("from:ada has:link budget next");
});

describe("a filter that is chosen", () => {
  it("takes the place of the one that asked for the same", () => {
    const search = withFilter(toWritten("from:ada has:link budget"), "from", "ben");
    expect(toQuery(search)).toBe("has:link from:ben budget");
  });

  it.each([
    ["design team", 'in:"design team"'],
    ["日本", "in:日本"],
    ["@ada", "in:@ada"],
    ['5" discs', 'in:"5 discs"'],
  ])("of the room %j is %j", (name, source) => {
    expect(toQuery(withFilter(toWritten(""), "in", name))).toBe(source);
  });
});
