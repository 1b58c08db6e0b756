import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

const turboFanned = 64;

/** Counts the calls of a function until V8 has made its best machine code of it. */
function callsUntilCompiled(before: string): number {
  const script = `${before}
    const add = (a, b) => a * 2 + b;
    let calls = 0;
    for (; calls < 20_000 && !(%GetOptimizationStatus(add) & ${turboFanned}); calls += 1) add(calls, 1);
    console.log(calls);`;
  const flags = ["--allow-natives-syntax", "--no-concurrent-recompilation", "--input-type=module"];
  return Number(execFileSync(process.execPath, [...flags, "-e", script], { encoding: "utf8", stdio: "pipe" }));
}

it("has V8 compile a function after some hundred calls instead of some thousand", () => {
  const path = join(import.meta.dirname, "compile-sooner.ts");
  expect(callsUntilCompiled("")).toBeGreaterThan(2_000);
  expect(callsUntilCompiled(`(await import(${JSON.stringify(path)})).compileSooner();`)).toBeLessThan(1_000);
});
