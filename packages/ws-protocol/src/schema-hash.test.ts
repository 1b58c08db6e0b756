import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { clientFrames } from "./client-frames.ts";
import { closeCodes } from "./close-codes.ts";
import { serverFrames } from "./server-frames.ts";
import { protocolVersion, schemaHash } from "./version.ts";

test("the frames change only together with the protocol's version and hash", () => {
  const schemas = JSON.stringify(sorted({ protocolVersion, clientFrames, serverFrames, closeCodes }));
  const hash = createHash("sha256").update(schemas).digest("hex").slice(0, 16);
  expect(schemaHash, "a frame changed: raise protocolVersion in version.ts and set schemaHash to the new value").toBe(
    hash,
  );
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
