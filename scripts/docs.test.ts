import { globSync, readFileSync } from "node:fs";
import { errorCatalogue } from "@hubbub/errors";
import { clientFrames, closeCodes, protocolVersion, serverFrames } from "@hubbub/ws-protocol";
import { expect, test } from "vitest";
import { limitsDoc, readLimits } from "./limits-doc.ts";

const protocol = readDoc("protocol.md");
const errors = readDoc("errors.md");

test.each([...Object.entries(clientFrames), ...Object.entries(serverFrames)])(
  "docs/protocol.md lists %s with its fields",
  (name, schema) => {
    expect(protocol).toContain(`| \`${signature(name, schema)}\` |`);
  },
);

test("docs/protocol.md lists no frame that does not exist", () => {
  const listed = [...protocol.matchAll(/^\| `(\w+) \{/gm)].map(([, name]) => name);
  expect(new Set(listed)).toEqual(new Set([...Object.keys(clientFrames), ...Object.keys(serverFrames)]));
});

test.each(Object.entries(closeCodes))("docs/protocol.md lists the close code of %s", (reason, code) => {
  expect(protocol).toContain(`| ${code} | ${reason} |`);
});

test("docs/protocol.md names the version", () => {
  expect(protocol).toContain(`Version ${protocolVersion}.`);
});

test("docs/errors.md lists the catalogue, whole and in order", () => {
  const rows = [...errors.matchAll(/^\| `(\w+)` \| (\d+) \| (\d+) \w+ \| (yes|no) \| (.+) \|$/gm)];
  expect(rows.map(([, code, http, grpc, retryable, title]) => [code, http, grpc, retryable, title])).toEqual(
    Object.entries(errorCatalogue).map(([code, { http, grpc, retryable, title }]) => [
      code,
      String(http),
      String(grpc),
      retryable ? "yes" : "no",
      title,
    ]),
  );
});

test("docs/limits.md is what the limits.ts files say", () => {
  expect(readDoc("limits.md"), "make generate").toBe(limitsDoc());
});

test.each(["apps/chat-service", "apps/user-service"])("every limit of %s names a metric that exists", (app) => {
  const names = globSync([`${app}/src/**/*.ts`, "packages/*/src/**/*.ts"])
    .filter((file) => !file.endsWith(".test.ts") && !file.endsWith("limits.ts"))
    .flatMap((file) => readFileSync(file, "utf8").match(/(?<=")[a-z]+(_[a-z]+)+(?=")/g) ?? []);
  const sections = readLimits(`${app}/src/limits.ts`);
  expect(sections.length).toBeGreaterThan(3);
  for (const { title, metrics } of sections) {
    expect(metrics.length, title).toBeGreaterThan(0);
    for (const metric of metrics) expect(names, `${title}: ${metric}`).toContain(metric);
  }
});

function signature(name: string, schema: { properties: object; required?: readonly string[] }): string {
  const required = new Set(schema.required);
  const fields = Object.keys(schema.properties).filter((field) => field !== "type" && field !== "ref");
  return `${name} {${fields.map((field) => (required.has(field) ? field : `${field}?`)).join(", ")}}`;
}

function readDoc(name: string): string {
  return readFileSync(new URL(`../docs/${name}`, import.meta.url), "utf8");
}
