import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { clientFrames } from "./client-frames.ts";
import { closeCodes } from "./close-codes.ts";
import { serverFrames } from "./server-frames.ts";
import { oldestServedVersion, protocolVersion, protocolVersions, schemaHash, speaks } from "./version.ts";

/** What was released, the oldest first: lines are added, none is changed. */
const released = [
  ["1.0", "c43eba28df82aa94"],
  ["1.1", "1e901155aac3098c"],
  ["1.2", "b003fcd25c801c41"],
  ["1.3", "93ff3bbf7fc9de48"],
];

test("the frames change only together with the protocol's version and hash", () => {
  const schemas = JSON.stringify(sorted({ protocolVersion, clientFrames, serverFrames, closeCodes }));
  const hash = createHash("sha256").update(schemas).digest("hex").slice(0, 16);
  expect(schemaHash, "a frame changed: add a version with this hash on top of protocolVersions").toBe(hash);
});

test("the history of versions only grows", () => {
  const history = protocolVersions.map(({ version, hash }) => [version, hash]).toReversed();
  expect(history.slice(0, released.length)).toEqual(released);
  const numbers = history.map(([version]) => toNumber(version as string));
  expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
  expect(new Set(history.map(([, hash]) => hash)).size).toBe(history.length);
});

test("the oldest version that is served is one of them", () => {
  expect(protocolVersions.map(({ version }) => version)).toContain(oldestServedVersion);
});

test.each([
  ["1.3", true],
  ["1.10", true],
  ["2.0", true],
  ["1.2", false],
  [undefined, false],
  ["?", false],
])("whether a server of %s has what 1.3 brought: %s", (protocol, has) => {
  expect(speaks(protocol, "1.3")).toBe(has);
});

/** `1.10` comes after `1.9`. */
function toNumber(version: string): number {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major * 1000 + minor;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
