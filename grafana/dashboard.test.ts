import { readFileSync } from "node:fs";
import { parser } from "@prometheus-io/lezer-promql";
import { expect, test } from "vitest";
import { buildDashboard } from "./dashboard.ts";

const committed = readFileSync(new URL("dashboards/hubbub.json", import.meta.url), "utf8");

test("the committed dashboard is what dashboard.ts makes", () => {
  expect(JSON.parse(committed)).toEqual(JSON.parse(JSON.stringify(buildDashboard())));
});

test("every query is PromQL", () => {
  const queries = [...committed.matchAll(/"expr": ("(?:[^"\\]|\\.)*")/g)].map(
    ([, text]) => JSON.parse(text!) as string,
  );
  expect(queries.length).toBeGreaterThan(30);
  for (const query of queries) {
    parser.configure({ strict: true }).parse(query.replaceAll("$__rate_interval", "1m"));
  }
});
