/**
 * Licences that let hubbub be given away and run with no more than their notice kept; and the LGPL, of shared libraries that are
 * loaded as their makers ship them (libvips of sharp): anybody can put another build in their place.
 */
const allowed: ReadonlySet<string> = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "LGPL-3.0-or-later",
  "MIT",
  "MIT-0",
  "Unlicense",
]);

/** What is wrong with an SPDX expression of `AND`, `OR` and brackets; undefined where it may ship. */
export function licenseProblem(expression: unknown): string | undefined {
  if (typeof expression !== "string" || expression.trim() === "") return "says no licence";
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const isFine = any() && at === tokens.length;
  return isFine ? undefined : `is licensed under ${expression}`;

  function any(): boolean {
    let fine = all();
    while (tokens[at]?.toUpperCase() === "OR") {
      at += 1;
      const other = all();
      fine ||= other;
    }
    return fine;
  }

  function all(): boolean {
    let fine = one();
    while (tokens[at]?.toUpperCase() === "AND") {
      at += 1;
      const other = one();
      fine &&= other;
    }
    return fine;
  }

  function one(): boolean {
    if (tokens[at] !== "(") return allowed.has(tokens[at++] ?? "");
    at += 1;
    const fine = any();
    at += 1;
    return fine;
  }
}
