import { afterEach, expect, test } from "vitest";
import { ar } from "../strings/ar/ar.ts";
import { de } from "../strings/de/de.ts";
import { en } from "../strings/en/en.ts";
import { speak } from "../strings/t.ts";
import { countedName } from "./counted-name.ts";

afterEach(() => speak({ language: "en", now: en }));

test.each([
  ["en", en],
  ["de", de.now],
  ["ar", ar.now],
] as const)("in %s a button that shows a number is called by it", (language, now) => {
  speak({ language, now });
  const numbers = new Intl.NumberFormat(language === "en" ? "en-US" : language);
  for (const count of [1, 2, 3, 11, 1_200]) {
    for (const label of [now.ui.peopleCount(count), now.pins.count(count)]) {
      expect(countedName(label, count)).toContain(label);
      expect(countedName(label, count)).toContain(numbers.format(count));
    }
  }
});

test("a number that the label says is not said twice", () => {
  expect(countedName("2 people", 2)).toBe("2 people");
});
