import fc from "fast-check";
import { expect, test } from "vitest";
import { maxQuoteCodePoints, quotedText } from "./quoted-text.ts";

const before = "a".repeat(maxQuoteCodePoints - 1);

test("a quote shows a short message whole", () => {
  for (const content of ["", "hello", `${before}a`, "👍".repeat(maxQuoteCodePoints)]) {
    expect(quotedText(content)).toBe(content);
  }
});

test("a quote shows the first 200 code points of a long one", () => {
  expect(quotedText(`${before}ab`)).toBe(`${before}a`);
  expect(quotedText("👍".repeat(300))).toBe("👍".repeat(maxQuoteCodePoints));
});

test("a quote ends between characters, as the eye counts them", () => {
  expect(quotedText(`${before}e\u0301 and more`)).toBe(before);
  expect(quotedText(`${before}👩‍💻 and more`)).toBe(before);
  expect(quotedText(`${before}\r\n and more`)).toBe(before);
});

test("a quote of one character that has no end is cut within", () => {
  const marks = `a${"\u0301".repeat(4_000)}`;
  expect(quotedText(marks)).toBe(marks.slice(0, maxQuoteCodePoints));
});

test("a quote is a beginning of well-formed text, and of a quote itself", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300, size: "max" }), (content) => {
      const quoted = quotedText(content);
      expect(content.startsWith(quoted)).toBe(true);
      expect(quoted.isWellFormed()).toBe(true);
      expect([...quoted].length).toBeLessThanOrEqual(maxQuoteCodePoints);
      expect(quotedText(quoted)).toBe(quoted);
    }),
  );
});
