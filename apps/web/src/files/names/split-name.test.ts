import * as fc from "fast-check";
import { expect, test } from "vitest";
import { plainName } from "./plain-name.ts";
import { extensionOf, splitName } from "./split-name.ts";

test.each([
  ["cat.png", "cat", ".png"],
  ["Minutes of the meeting on Tuesday.pdf", "Minutes of the meeting on T", "uesday.pdf"],
  ["README", "README", ""],
  [".bashrc", ".bashrc", ""],
  ["archive.tar.gz", "archive.tar", ".gz"],
  ["version 1.2 of everything that we have", "version 1.2 of everything that w", "e have"],
  // Letters that join others are not parted.
  ["محضر الاجتماع الأسبوعي للفريق.pdf", "محضر الاجتماع الأسبوعي للفريق", ".pdf"],
])("%j is %j and %j", (name, start, end) => {
  expect(splitName(name)).toEqual({ start, end });
});

test("a mark of direction does not disguise the ending", () => {
  expect(splitName("photo\u202Egnp.exe")).toEqual({ start: "photognp", end: ".exe" });
});

test("both pieces together are the name, whatever it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (name) => {
      const { start, end } = splitName(name);
      expect(start + end).toBe(plainName(name));
    }),
  );
});

test.each([
  ["main.TS", "ts"],
  ["archive.tar.gz", "gz"],
  ["Makefile", "makefile"],
])("the ending of %j is %j", (name, ending) => {
  expect(extensionOf(name)).toBe(ending);
});
