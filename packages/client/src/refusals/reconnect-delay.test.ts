import fc from "fast-check";
import { expect, it } from "vitest";
import { reconnectDelayMs } from "./reconnect-delay.ts";

it("waits any time from none to the whole of what the attempts allow", () => {
  fc.assert(
    fc.property(fc.nat(30), fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (attempt, chance) => {
      const longest = Math.min(20_000, 500 * 2 ** attempt);
      expect(reconnectDelayMs(attempt, () => chance)).toBeCloseTo(chance * longest, 6);
    }),
  );
});
