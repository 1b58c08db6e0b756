import { expect, test } from "vitest";
import { formatValue } from "./format-value.ts";

test.each([
  [0.00099, "s", "990 µs"],
  [0.0315, "s", "31.5 ms"],
  [2.5, "s", "2.5 s"],
  [26_843_546, "bytes", "25.6 MiB"],
  [0.0144, "percentunit", "1.44 %"],
  [21.66, "ops", "21.7 ops/s"],
  [12_400, "reqps", "12.4 K req/s"],
  [0, "short", "0"],
  [20_000, "short", "20 K"],
])("%d in %s is %s", (value, unit, text) => {
  expect(formatValue(value, unit)).toBe(text);
});
