import { expect, test } from "vitest";
import { medianFigures } from "./median-figures.ts";

test("of three rounds it is the middle one, of two their mean", () => {
  expect(medianFigures([{ p99Ms: 9 }, { p99Ms: 1 }, { p99Ms: 2 }])).toEqual({ p99Ms: 2 });
  expect(medianFigures([{ p99Ms: 9 }, { p99Ms: 1 }])).toEqual({ p99Ms: 5 });
});

test("a message lost in one round of three is not smoothed away", () => {
  expect(medianFigures([{ lost: 0 }, { lost: 1 }, { lost: 0 }])).toEqual({ lost: 1 });
});
