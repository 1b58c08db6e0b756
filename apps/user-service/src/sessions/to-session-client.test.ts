import * as fc from "fast-check";
import { expect, test } from "vitest";
import { maxUserAgentChars } from "../limits.ts";
import { toSessionClient } from "./to-session-client.ts";

test("whatever a browser calls itself can be stored", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 2_000 }), (userAgent) => {
      const kept = toSessionClient({ userAgent, clientAddress: "::1" }).userAgent;
      expect(kept.isWellFormed()).toBe(true);
      expect(kept).not.toContain("\0");
      expect(kept.length).toBeLessThanOrEqual(maxUserAgentChars);
    }),
  );
});

test("an ordinary name is kept as it is", () => {
  expect(toSessionClient({ userAgent: "curl/8.0 🐢", clientAddress: "10.0.0.7" })).toEqual({
    userAgent: "curl/8.0 🐢",
    ip: "10.0.0.7",
  });
});
