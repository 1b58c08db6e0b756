import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "hubbub-histogram-"));
const binary = join(folder, "quantiles");

/** Reads shares, then after "-" values; prints the value at each share. */
const program = `
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include "histogram.h"
int main(int count, char **arguments) {
  static struct histogram histogram;
  int64_t value;
  while (scanf("%" SCNd64, &value) == 1) histogram_add(&histogram, value);
  for (int at = 1; at < count; at++) printf("%" PRId64 "\\n", histogram_at(&histogram, atof(arguments[at])));
}`;

beforeAll(() => {
  writeFileSync(join(folder, "main.c"), program);
  const sources = join(import.meta.dirname, "src");
  const options = [
    "-std=gnu11",
    "-I",
    sources,
    "-o",
    binary,
    join(folder, "main.c"),
    join(sources, "histogram.c"),
    "-lm",
  ];
  execFileSync("cc", options);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a quantile is the value at that rank, at most 1.6 % above it", () => {
  const micros = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 60_000_000 }));
  fc.assert(
    fc.property(fc.array(micros, { minLength: 1, maxLength: 300 }), (values) => {
      const sorted = values.toSorted((a, b) => a - b);
      const shares = [0.001, 0.5, 0.99, 0.999, 1];
      const found = quantiles(values, shares);
      for (const [index, share] of shares.entries()) {
        const exact = sorted[Math.max(Math.ceil(share * sorted.length), 1) - 1]!;
        expect(found[index]).toBeGreaterThanOrEqual(exact);
        expect(found[index]).toBeLessThanOrEqual(exact * (1 + 1 / 64));
      }
    }),
    { numRuns: 50 },
  );
});

test("of nothing it is 0", () => {
  expect(quantiles([], [0.5, 0.999])).toEqual([0, 0]);
});

function quantiles(values: readonly number[], shares: readonly number[]): number[] {
  const printed = execFileSync(binary, shares.map(String), { input: values.join("\n"), encoding: "utf8" });
  return printed.trim().split("\n").map(Number);
}
