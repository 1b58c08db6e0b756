import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const settings = ["vitest.config.ts", "package.json", ".ci/run", "Makefile", ...globSync("scripts/*.sh")];
const tests = globSync("{apps,packages,tests,grafana,prometheus,loadtest,examples}/**/*.test.{ts,tsx}", {
  exclude: (path) => path.endsWith("node_modules"),
});

test("no test is tried again: one that fails now and then has found something", () => {
  expect(tests.length).toBeGreaterThan(100);
  const tried = [...settings, ...tests].filter((path) => /\bretry: *[^0\s]|--retry/.test(readFileSync(path, "utf8")));
  expect(tried).toEqual([]);
});
