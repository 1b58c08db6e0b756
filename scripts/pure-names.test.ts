import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** What the build of the page may leave out where nobody uses what it answers: calls of these names and of methods of what is called so. */
const [, listed = ""] = /manualPureFunctions: \[(.*?)\]/.exec(readFileSync("apps/web/vite.config.ts", "utf8")) ?? [];
const names = [...listed.matchAll(/"(\w+)"/g)].map(([, name = ""]) => name);

test("what the build takes for free of effects is called as nothing else is in the page", () => {
  expect(names).toContain("logFrame");
  const call = new RegExp(`\\b(?:${names.join("|")})\\s*(?:\\?\\.|[.(])`);
  const sources = globSync(["apps/web/src/**/*.{ts,tsx}", "packages/{client,markup,text,errors}/src/**/*.ts"]);
  expect(sources.length).toBeGreaterThan(300);
  const others = sources.filter((file) => call.test(withoutTexts(readFileSync(file, "utf8"))));
  expect(others).toEqual([]);
});

/** Words in comments and texts have no effect. */
function withoutTexts(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|"[^"\n]*"/g, "");
}
