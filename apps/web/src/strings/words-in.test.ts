import { expect, test } from "vitest";
import { wordsIn } from "./words-in.ts";

test("a number takes its language's form, and its language's digits and marks", () => {
  const people = { one: "# Person", other: "# Personen" };
  const { plural, number, list } = wordsIn("de");
  expect([0, 1, 5, 1_200].map((count) => plural(count, people))).toEqual([
    "0 Personen",
    "1 Person",
    "5 Personen",
    "1.200 Personen",
  ]);
  expect([number(1_200), list(["Ada", "Ben", "Cleo"])]).toEqual(["1.200", "Ada, Ben und Cleo"]);
  expect(wordsIn("en").list(["Ada", "Ben", "Cleo"])).toBe("Ada, Ben and Cleo");
});

test("Arabic has six forms", () => {
  const forms = { zero: "zero", one: "one", two: "two", few: "few", many: "many", other: "other" };
  const { plural } = wordsIn("ar");
  expect([0, 1, 2, 5, 11, 100].map((count) => plural(count, forms))).toEqual(Object.values(forms));
});

test.each([
  ["en", ["one", "other"]],
  ["de", ["one", "other"]],
  ["ar", ["zero", "one", "two", "few", "many", "other"]],
] as const)("the forms of %s are those of Unicode", (language, forms) => {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  expect(new Set<string>(pluralCategories)).toEqual(new Set(forms));
});
