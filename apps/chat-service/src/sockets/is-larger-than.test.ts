import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isLargerThan, type JsonSize } from "./is-larger-than.ts";

test("what a JSON text holds is counted, whatever stands in its texts", () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: "binary", maxDepth: 6 }), fc.nat(7), fc.nat(9), fc.nat(9), (text, ...sizes) => {
      const [depth, fields, separators] = sizes;
      const held = sizeOf(JSON.parse(text));
      const isLarger = held.depth > depth || held.fields > fields || held.separators > separators;
      expect(isLargerThan(text, { depth, fields, separators })).toBe(isLarger);
    }),
    { numRuns: 1_000 },
  );
});

test.each(['"a:,[[', '{"a":"\\",:[[', "", '["\\\\",1]', "]]]]"])("%s ends the scan", (text) => {
  expect(isLargerThan(text, { depth: 1, fields: 1, separators: 1 })).toBe(false);
});

function sizeOf(value: unknown): JsonSize {
  if (typeof value !== "object" || value === null) return { depth: 0, fields: 0, separators: 0 };
  const inner = Object.values(value).map(sizeOf);
  return {
    depth: 1 + Math.max(0, ...inner.map(({ depth }) => depth)),
    fields: sum(inner.map(({ fields }) => fields)) + (Array.isArray(value) ? 0 : inner.length),
    separators: sum(inner.map(({ separators }) => separators)) + Math.max(0, inner.length - 1),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
