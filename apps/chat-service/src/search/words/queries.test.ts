import { parseSearchQuery } from "@hubbub/text";
import { beforeAll, expect, test } from "vitest";
import { openStems, type StemsOf } from "./stemmers.ts";
import { toTsQuery, toWanted } from "./to-ts-query.ts";
import { toTsVector } from "./to-ts-vector.ts";

let stemsOf: StemsOf;
beforeAll(async () => {
  stemsOf = await openStems(["english", "german"]);
});

const queryOf = (query: string) => toTsQuery(toWanted(parseSearchQuery(query).terms, stemsOf));

test.each([
  ["budget plan", "('budget') & ('plan':*)"],
  ["Migrations done", "(('migrations' | 'migrat' | 'migration')) & (('done':* | 'don'))"],
  ['"next year"', "('next' <1> 'year')"],
  ["user_id ok", "('user' <1> 'id') & ('ok':*)"],
  ["東京で会議 x", "('東京' <1> '京で' <1> 'で会' <1> '会議') & ('x')"],
  ["猫", "('猫':*)"],
  ["東京iphone", "('東京' <2> 'iphone':*)"],
  ["...", ""],
])("%j asks Postgres for %s", (query, expected) => {
  expect(queryOf(query).replaceAll(" ", "")).toBe(expected.replaceAll(" ", ""));
});

test("what else a message must have stands beside its words", () => {
  expect(toTsQuery([], [["from:1", "from:2"], ["has:link"]])).toBe("('from:1' | 'from:2') & ('has:link')");
});

test("a message is found by its words, their stems, its author, its room and what it has", () => {
  const message = { roomId: 7, authorId: 5, content: "Migrations run, migrations ran: https://example.org", files: [] };
  expect(toTsVector(message, stemsOf).split(" ")).toEqual([
    "'from:5'",
    "'in:7'",
    "'has:link'",
    "'migrations':1,3",
    "'migrat':1,3",
    "'migration':1,3",
    "'run':2",
    "'ran':4",
    "'https':5",
    "'http':5",
    "'example':6",
    "'exampl':6",
    "'org':7",
  ]);
});

test("a message is found by the names of its files, and that it has any", () => {
  const files = [{ name: "Bericht.pdf" }, { name: "cat.png", width: 640 }];
  const lexemes = toTsVector({ roomId: 7, authorId: 5, content: "", files }, stemsOf).split(" ");
  expect(lexemes.slice(0, 4)).toEqual(["'from:5'", "'in:7'", "'has:file'", "'has:image'"]);
  expect(lexemes.map((lexeme) => lexeme.replace(/:[\d,]+$/, ""))).toEqual(
    expect.arrayContaining(["'bericht'", "'pdf'", "'cat'", "'png'"]),
  );
});

test("forms of a word have a stem in common, of each language in its own script", async () => {
  const common = (one: string, other: string, stems: StemsOf) =>
    [one, ...stems(one)].some((stem) => [other, ...stems(other)].includes(stem));
  expect(common("running", "runs", stemsOf)).toBe(true);
  expect(common("besprechungen", "besprechung", stemsOf)).toBe(true);
  expect(stemsOf("東京")).toEqual([]);
  expect(stemsOf("встречи")).toEqual([]);
  const russian = await openStems(["russian"]);
  expect(common("встречи", "встреча", russian)).toBe(true);
  expect(russian("meetings")).toEqual([]);
});
