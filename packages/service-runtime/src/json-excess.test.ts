import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonExcess } from "./json-excess.ts";

describe("the depth of a JSON text", () => {
  test("is that of the value it stands for, as text and as bytes", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 12 }), fc.nat(14), (text, depth) => {
        expect(verdicts(text, depth)).toEqual(wanted(text, depth));
      }),
    );
  });

  test("counts no bracket within a text, whatever is escaped there", () => {
    const pieces = fc.constantFrom(
      "[",
      "]",
      "{",
      "}",
      '"',
      "\\",
      '\\"',
      "\\\\",
      '"a":',
      ",",
      "1",
      "é",
      "😀",
      "\\u005b",
      " ",
    );
    const texts = fc.array(pieces, { maxLength: 24 }).map((parts) => parts.join(""));
    const quoted = texts.map((text) => JSON.stringify([text, { [text]: [text] }]));
    fc.assert(
      fc.property(fc.oneof(texts, quoted), fc.nat(6), (text, depth) => {
        fc.pre(isJson(text));
        expect(verdicts(text, depth)).toEqual(wanted(text, depth));
      }),
      { numRuns: 1_000, maxSkipsPerRun: 1_000 },
    );
  });

  test.each([
    ["1", 0, false],
    ["[]", 0, true],
    ["[]", 1, false],
    ['{"a":[{}]}', 2, true],
    ['{"a":[{}]}', 3, false],
    ['["[[[["]', 1, false],
    ['["\\"[[["]', 1, false],
    ['["\\\\",[]]', 1, true],
    ["[[[[", 3, true],
    ["", 0, false],
  ])("of %s is above %i: %s", (text, depth, deeper) => {
    expect(verdicts(text, depth)).toEqual([deeper, deeper]);
  });
});

test("a JSON text's entries and members are counted all together, and those within a text are not", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), fc.nat(30), (text, values) => {
      const most = { depth: 100, values };
      const excess = valuesOf(JSON.parse(text)) > values ? "values" : undefined;
      expect([jsonExcess(text, most), jsonExcess(Buffer.from(text), most)]).toEqual([excess, excess]);
    }),
  );
});

function verdicts(text: string, depth: number): boolean[] {
  const most = { depth, values: Number.POSITIVE_INFINITY };
  return [text, Buffer.from(text)].map((given) => jsonExcess(given, most) === "depth");
}

function wanted(text: string, depth: number): boolean[] {
  const deeper = depthOf(JSON.parse(text)) > depth;
  return [deeper, deeper];
}

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

/** An empty list or object counts as one with one. */
function valuesOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const held: unknown[] = Object.values(value);
  return Math.max(1, held.length) + held.reduce<number>((sum, one) => sum + valuesOf(one), 0);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
