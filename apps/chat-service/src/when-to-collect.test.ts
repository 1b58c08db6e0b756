import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

/** By how much V8 lets the heap grow after each of some collections, as it says itself. */
function growthFactors(before: string): readonly string[] {
  const script = `
    ${before}
    const kept = [];
    for (let collections = 0; collections < 4; collections += 1) {
      for (let objects = 0; objects < 100_000; objects += 1) kept.push({ objects });
      gc();
    }`;
  const flags = ["--trace-gc-verbose", "--expose-gc", "--input-type=module"];
  const said = execFileSync(process.execPath, [...flags, "-e", script], { encoding: "utf8", stdio: "pipe" });
  return said.split("\n").flatMap((line) => /HeapController\] Limit: .* \((.*)\)$/.exec(line)?.[1] ?? []);
}

it("has V8 collect once the heap is twice what lived, however fast the last time was", () => {
  const path = join(import.meta.dirname, "when-to-collect.ts");
  const timed = growthFactors(`(await import(${JSON.stringify(path)})).timeCollection();`);
  expect(timed.length).toBeGreaterThanOrEqual(4);
  expect(new Set(timed)).toEqual(new Set(["2.0"]));
  expect(growthFactors("")).not.toEqual(timed);
});
