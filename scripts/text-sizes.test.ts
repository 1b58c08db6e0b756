import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

it("no text has a size in px: it would stay small where the browser's is made large", () => {
  const files = globSync("apps/web/src/**/*.{css,tsx}");
  expect(files.length).toBeGreaterThan(50);
  const fixed = files.flatMap((file) =>
    (readFileSync(file, "utf8").match(/\btext-\[[\d.]+px\]|--text-[a-z]+: *[\d.]+px|font-size: *[\d.]+px/g) ?? []).map(
      (size) => `${file}: ${size}`,
    ),
  );
  expect(fixed).toEqual([]);
});
