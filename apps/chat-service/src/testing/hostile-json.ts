import * as fc from "fast-check";

const oddTexts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.constantFrom(
    "",
    "\u0000",
    "\ud800",
    "1",
    "0",
    "9999999999999999",
    "-1",
    "1e3",
    "__proto__",
    "e\u0301".repeat(90),
    "\u202e",
  ),
  fc.string({ unit: "grapheme", minLength: 4_000, maxLength: 4_100 }),
);

/** What JSON writes of a number, and JavaScript may not read as one. */
const oddNumbers = fc.constantFrom(
  "0",
  "-0",
  "-1",
  "1.5",
  "1e400",
  "-1e400",
  "1e-400",
  "9007199254740993",
  "1E5",
  "01",
  "+1",
  "NaN",
);

const nested = fc
  .tuple(fc.constantFrom(["[", "]"], ['{"a":', "}"]), fc.constantFrom(1, 6, 7, 8, 9, 5_000))
  .map(([[open = "", close = ""], depth]) => `${open.repeat(depth)}1${close.repeat(depth)}`);

const wide = fc
  .tuple(fc.constantFrom("list", "object"), fc.constantFrom(11, 64, 257, 5_000))
  .map(([kind, count]) =>
    kind === "list"
      ? JSON.stringify(Array.from({ length: count }, () => "a"))
      : JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, 1]))),
  );

/** The JSON text of a value that no honest client sends; a few are no JSON at all. */
export const hostileJson: fc.Arbitrary<string> = fc.oneof(
  fc.json({ maxDepth: 3 }),
  oddTexts.map((text) => JSON.stringify(text)),
  oddNumbers,
  fc.integer({ min: -1, max: 5 }).map(String),
  fc.boolean().map(String),
  nested,
  wide,
);

/** The JSON text of an object with these fields, most of them there, some twice. */
export function hostileObject(fields: readonly string[]): fc.Arbitrary<string> {
  const entry = fc.tuple(fc.constantFrom(...fields, "__proto__", "later"), hostileJson);
  return fc
    .array(entry, { maxLength: 10 })
    .map((entries) => `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(",")}}`);
}
