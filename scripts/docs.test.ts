import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { errorCatalogue } from "@hubbub/errors";
import { readDescriptorImage } from "@hubbub/grpc-api";
import { contract } from "@hubbub/grpc-api/rpcs";
import { buildOpenApi } from "@hubbub/rest-gateway";
import { standardLimits } from "@hubbub/rate-limits";
import {
  clientFrames,
  closeCodes,
  oldestServedVersion,
  protocolVersion,
  protocolVersions,
  serverFrames,
} from "@hubbub/ws-protocol";
import { expect, test } from "vitest";
import { limitsDoc, readLimits } from "./limits-doc.ts";
import { plainRoutes } from "./read-sources.ts";

const protocol = readDoc("protocol.md");
const errors = readDoc("errors.md");
const api = [...readDoc("api.md").matchAll(/^\| ([A-Z]+) \| `(\S+)` \| (.+?) \| (.*?) ?\|$/gm)].map(
  ([, method = "", path = "", meaning = "", codes = ""]) => ({ route: `${method} ${path}`, meaning, codes }),
);

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

test("docs/protocol.md names the version, those before it, and the oldest that is served", () => {
  expect(protocol).toContain(`Version ${protocolVersion}.`);
  expect(protocol).toContain(`Clients of ${oldestServedVersion} and every later version are served`);
  const rows = [...protocol.matchAll(/^\| (\d+\.\d+) \| `(\w+)` \| (.+) \|$/gm)];
  expect(rows.map(([, version, hash, brought]) => ({ version, hash, brought }))).toEqual(protocolVersions);
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

test.each(servedRoutes())("docs/api.md lists %s, once", (route) => {
  expect(api.filter((row) => row.route === route)).toHaveLength(1);
});

test("docs/api.md lists no route that does not exist", () => {
  expect(api.map(({ route }) => route).filter((route) => !servedRoutes().includes(route))).toEqual([]);
});

test.each(api)("docs/api.md says of $route what it does, and errors of the catalogue only", ({ meaning, codes }) => {
  expect(meaning.trim()).not.toBe("");
  const named = codes.split(", ").filter((code) => code !== "");
  const catalogue = Object.keys(errorCatalogue).map((code) => `\`${code}\``);
  expect(named.filter((code) => !catalogue.includes(code))).toEqual([]);
});

test.each([...documented()])(
  "docs/api.md says of %s which errors come besides those of every route",
  (route, errors) => {
    const listed = api.find((row) => row.route === route)?.codes.split(", ") ?? [];
    expect(listed.filter((code) => code !== "")).toEqual(errors.map((code) => `\`${code}\``));
  },
);

test("docs/limits.md is what the limits.ts files say", () => {
  expect(readDoc("limits.md"), "make generate").toBe(limitsDoc());
});

const limitSettings = [...Object.keys(standardLimits), "open_sockets"].map((name) => `LIMIT_${name.toUpperCase()}`);

test.each(limitSettings)("%s is in .env.example, and docker compose passes it on", (name) => {
  expect(readFileSync(".env.example", "utf8")).toContain(`\n#${name}=`);
  expect(readFileSync("docker-compose.yml", "utf8")).toContain(`\n  ${name}: \${${name}:-}\n`);
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

test.each(globSync(["*.md", "docs/**/*.md"]))("every link of %s leads somewhere", (page) => {
  const text = readFileSync(page, "utf8");
  const links = [...text.matchAll(/\]\((?!\w+:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].map(([, path = "", heading]) => ({
    file: path === "" ? page : join(dirname(page), path),
    heading,
  }));
  const lost = links.filter(
    ({ file, heading }) =>
      !existsSync(file) || (heading !== undefined && file.endsWith(".md") && !headingsOf(file).includes(heading)),
  );
  expect(lost).toEqual([]);
});

test("SECURITY.md names for each threat what stops it, and a test or a scenario that shows it", () => {
  const lines = readFileSync("SECURITY.md", "utf8").match(/^\|.*\|$/gm) ?? [];
  const threats = lines.slice(2).map((line) => line.split("|").slice(1, -1));
  expect(threats.length).toBeGreaterThan(12);
  for (const [, wants = "", stops = "", shows = ""] of threats) {
    expect(stops, wants).toMatch(/\S/);
    expect(shows, wants).toMatch(/\]\((?:\S+\.test\.tsx?|tests\/\S+\.ts)\)/);
  }
});

/** As the forges name them in addresses. */
function headingsOf(page: string): string[] {
  const headings = readFileSync(page, "utf8").matchAll(/^#+ (.+)$/gm);
  return Array.from(headings, ([, title = ""]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** Of each route of the contracts, what its method may refuse with in particular. */
function documented(): Map<string, readonly string[]> {
  return new Map(
    Object.entries(buildOpenApi(readDescriptorImage(), contract).paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { operationId }]) => {
        const [, rpc] = [...contract.rpcs].find(([name]) => name.endsWith(operationId.replace("_", ".")))!;
        return [`${method.toUpperCase()} ${path}`, rpc.errors] as const;
      }),
    ),
  );
}

/** What the contracts describe, and the plain routes that stand beside them. */
function servedRoutes(): string[] {
  const described = Object.entries(buildOpenApi(readDescriptorImage(), contract).paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  return [...described, ...plainRoutes()];
}

/** The page says so once. */
const ofEveryFrame: ReadonlySet<string> = new Set(["type", "ref", "traceparent"]);

function signature(name: string, schema: { properties: object; required?: readonly string[] }): string {
  const required = new Set(schema.required);
  const fields = Object.keys(schema.properties).filter((field) => !ofEveryFrame.has(field));
  return `${name} {${fields.map((field) => (required.has(field) ? field : `${field}?`)).join(", ")}}`;
}

function readDoc(name: string): string {
  return readFileSync(new URL(`../docs/${name}`, import.meta.url), "utf8");
}
