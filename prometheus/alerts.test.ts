import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";

interface Rule {
  readonly alert?: string;
  readonly expr: string;
  readonly labels?: { readonly severity: string };
  readonly annotations?: { readonly summary: string; readonly runbook: string; readonly panel: string };
}

interface RuleTests {
  readonly tests: readonly {
    readonly alert_rule_test: readonly { readonly alertname: string; readonly exp_alerts: readonly unknown[] }[];
  }[];
}

const folder = fileURLToPath(new URL(".", import.meta.url));
const read = (path: string): unknown => parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const filesOf = (name: string) => readdirSync(new URL(name, import.meta.url)).map((file) => `${name}/${file}`);

const rules = filesOf("rules").flatMap((file) =>
  (read(file) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules),
);
const alerts = rules.filter(({ alert }) => alert !== undefined);
const operations = readFileSync(new URL("../docs/operations.md", import.meta.url), "utf8");

function promtool(...args: readonly string[]): { readonly status: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync("promtool", args, { cwd: folder, encoding: "utf8" });
  return { status, said: `${stdout}${stderr}` };
}

// CI has it; a contributor without Prometheus goes on.
const hasPromtool = spawnSync("promtool", ["--version"]).error === undefined || process.env["CI"] === "true";

test.runIf(hasPromtool)(
  "Prometheus takes the rules, and each alert fires when it should and not before",
  () => {
    expect(promtool("check", "rules", ...filesOf("rules"))).toMatchObject({ status: 0 });
    expect(promtool("test", "rules", ...filesOf("tests"))).toMatchObject({ status: 0 });
  },
  180_000,
);

test.each(alerts.map((rule) => [rule.alert ?? "", rule] as const))("%s is tried both ways", (name, rule) => {
  const tries = filesOf("tests")
    .flatMap((file) => (read(file) as RuleTests).tests.flatMap((one) => one.alert_rule_test))
    .filter(({ alertname }) => alertname === name);
  expect(new Set(tries.map(({ exp_alerts: fired }) => fired.length > 0))).toEqual(new Set([true, false]));
  expect(["page", "ticket"]).toContain(rule.labels?.severity);
});

test.each(alerts.map((rule) => [rule.alert ?? "", rule] as const))("%s has a section that helps", (name, rule) => {
  const section = operations
    .split("\n### ")
    .find((text) => (text.split("\n", 1)[0] ?? "").split(", ").includes(name))
    ?.split("\n## ")[0];
  for (const part of ["What people notice", "How to be sure", "What to do"]) {
    expect(section).toMatch(new RegExp(`^- \\*\\*${part}\\*\\*: \\S`, "m"));
  }
  const anchor = (section?.split("\n", 1)[0] ?? "").toLowerCase().replaceAll(",", "").replaceAll(" ", "-");
  expect(rule.annotations?.runbook).toBe(`docs/operations.md#${anchor}`);
});
