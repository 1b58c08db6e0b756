import fc from "fast-check";
import { expect, it } from "vitest";
import { tidyText } from "./tidy-text.ts";

it("a text from outside becomes one well-formed line of so many letters, whatever it is", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("\ud800", "\u202e", "\r\n", " ", "👩‍🚀"))),
      fc.nat(50),
      (parts, max) => {
        const text = tidyText(parts.join(""), max + 1);
        expect([...text].length).toBeLessThanOrEqual(max + 1);
        expect(text.isWellFormed()).toBe(true);
        expect(text).toBe(text.trim());
        expect(text).not.toMatch(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]|\s\s/u);
      },
    ),
  );
});

it.each(["\u3164\u2800", "\u200b", "\u3164".repeat(150)])("what cannot be seen is nothing: %j", (text) =>
  expect(tidyText(text, 100)).toBe(""),
);

it.each([
  ["a\n\n b", "a b"],
  ["نص عربي", "نص عربي"],
  ["می‌خواهم", "می‌خواهم"],
  ["👩‍🚀", "👩‍🚀"],
])("what means something stays: %j", (text, tidy) => expect(tidyText(text, 100)).toBe(tidy));
