import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const physical =
  /(?<=[\s"'`:!])-?(?:[mp][lr]-|(?:left|right)-(?=[\d[a])|border-[lr](?=[-\s"'`])|rounded-[tb]?[lr](?=[-\s"'`])|text-(?:left|right)(?=[\s"'`]))[^\s"'`]*/g;

/** What has the same side in every language. */
const allowed = new Set([
  // A notch.
  "pl-[env(safe-area-inset-left)]",
  "pr-[env(safe-area-inset-right)]",
  // The mark, as in the icons.
  "rounded-bl-[0.125rem]!",
]);

test("where something stands is said by start and end, for pages that run from right to left", () => {
  const found = globSync("apps/web/src/**/*.{ts,tsx}")
    .filter((file) => !file.includes("/strings/"))
    .flatMap((file) => [...readFileSync(file, "utf8").matchAll(physical)].map(([side]) => ({ file, side })));
  expect(found.filter(({ side }) => !allowed.has(side))).toEqual([]);
  expect(new Set(found.map(({ side }) => side))).toEqual(allowed);
});
