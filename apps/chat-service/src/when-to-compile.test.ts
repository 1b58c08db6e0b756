import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

const turboFanned = 64;

/** Counts the calls of a function until V8 has made its best machine code of it: first `before`, then after ten seconds. */
function callsUntilCompiled(before: string): { inRush: number; afterwards: number } {
  const script = `
    import { mock } from "node:test";
    mock.timers.enable({ apis: ["setTimeout"] });
    ${before}
    const add = (a, b) => a * 2 + b;
    const count = (most) => {
      let calls = 0;
      for (; calls < most && !(%GetOptimizationStatus(add) & ${turboFanned}); calls += 1) add(calls, 1);
      return calls;
    };
    const inRush = count(5_000);
    mock.timers.tick(10_000);
    console.log(JSON.stringify({ inRush, afterwards: count(20_000) }));`;
  const flags = ["--allow-natives-syntax", "--no-concurrent-recompilation", "--input-type=module"];
  return JSON.parse(execFileSync(process.execPath, [...flags, "-e", script], { encoding: "utf8", stdio: "pipe" }));
}

it("has V8 put compiling off after the start, then compile a function after some hundred calls", () => {
  const path = join(import.meta.dirname, "when-to-compile.ts");
  const plain = callsUntilCompiled("");
  expect(plain.inRush).toBeGreaterThan(2_000);
  expect(plain.inRush).toBeLessThan(5_000);
  const timed = callsUntilCompiled(`(await import(${JSON.stringify(path)})).timeCompilation();`);
  expect(timed.inRush).toBe(5_000);
  expect(timed.afterwards).toBeLessThan(1_000);
});

it("compiles soon once the rush is over", () => {
  const path = join(import.meta.dirname, "when-to-compile.ts");
  const calls = callsUntilCompiled(
    `(await import(${JSON.stringify(path)})).timeCompilation(); mock.timers.tick(10_000);`,
  );
  expect(calls.inRush).toBeLessThan(1_000);
});
