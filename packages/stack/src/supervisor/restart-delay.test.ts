import { expect, test } from "vitest";
import { restartDelayMs } from "./restart-delay.ts";

test("a part that ends again and again waits longer each time, up to five seconds", () => {
  const delays = [0, 1, 2, 3, 4, 5, 6, 100].map(restartDelayMs);
  expect(delays).toEqual([100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000]);
});
