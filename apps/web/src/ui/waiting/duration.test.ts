import { expect, test } from "vitest";
import { duration } from "./duration.ts";

test.each([
  [1, "1 s"],
  [90, "90 s"],
  [91, "2 min"],
  [900, "15 min"],
  [5_400, "90 min"],
  [5_401, "2 h"],
])("%i seconds are %s", (seconds, text) => expect(duration(seconds)).toBe(text));
