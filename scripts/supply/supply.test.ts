import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { licenseProblem } from "./license-problem.ts";
import { shippedPackages } from "./shipped-packages.ts";

test.each([
  "MIT",
  "(Apache-2.0 AND BSD-3-Clause)",
  "GPL-3.0-only OR MIT",
  "LGPL-3.0-or-later",
  "(GPL-2.0-only OR (MIT AND ISC))",
])("what is licensed under %s may ship", (expression) => {
  expect(licenseProblem(expression)).toBeUndefined();
});

test.each([
  undefined,
  "",
  { type: "MIT" },
  "AGPL-3.0-only",
  "GPL-3.0-or-later",
  "MIT AND GPL-3.0-only",
  "SEE LICENSE IN x",
  "MIT MIT",
])("what is licensed under %j may not", (expression) => {
  expect(licenseProblem(expression)).toBeDefined();
});

test("everything that ships may ship, and is more than what the apps name themselves", () => {
  const shipped = shippedPackages(process.cwd());
  const names = shipped.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(["ioredis", "pg", "pg-protocol", "react", "@grpc/grpc-js", "protobufjs"]),
  );
  expect(names).not.toContain("vitest");
  for (const { name, license } of shipped) expect(licenseProblem(license), name).toBeUndefined();
});

test("make sbom lists all of it", { timeout: 60_000 }, () => {
  const made = spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", "scripts/sbom.ts"], {
    encoding: "utf8",
    maxBuffer: 64 << 20,
  });
  expect(made.stderr).toBe("");
  const { bomFormat, components, dependencies } = JSON.parse(made.stdout) as {
    bomFormat: string;
    components: { "bom-ref": string; purl: string; licenses?: unknown[] }[];
    dependencies: { ref: string; dependsOn: string[] }[];
  };
  expect(bomFormat).toBe("CycloneDX");
  const refs = components.map((one) => one["bom-ref"]);
  const ours = refs.filter((ref) => ref.startsWith("@hubbub/"));
  const shipped = shippedPackages(process.cwd()).map(({ name, version }) => `${name}@${version}`);
  expect(refs.filter((ref) => !ref.startsWith("@hubbub/")).toSorted()).toEqual([...new Set(shipped)].toSorted());
  expect(ours).toEqual(expect.arrayContaining(["@hubbub/chat-service@0.1.0", "@hubbub/web@0.1.0"]));
  for (const { dependsOn } of dependencies) for (const ref of dependsOn) expect(refs).toContain(ref);
});
