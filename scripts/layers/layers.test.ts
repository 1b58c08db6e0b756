import { globSync, readFileSync } from "node:fs";
import { basename, dirname, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { findBreaches, isForTests } from "./find-breaches.ts";
import { houses, type House, kept } from "./layers.ts";
import { readImports } from "./read-imports.ts";

const root = new URL("../../", import.meta.url).pathname;
const files = globSync("{apps,packages}/*/src/**/*.{ts,tsx}", { cwd: root, exclude: ["**/gen/**"] });
const production = files.filter((file) => !isForTests(file));

/** What is said to a file of these lines that would stand at this path. */
const said = (path: string, ...lines: string[]) => findBreaches(root, path, lines.join("\n")).map(({ says }) => says);

const specifierOf = (from: string, to: string) => {
  const way = relative(dirname(from), to);
  return way.startsWith(".") ? way : `./${way}`;
};

/** Each way to import a file, written as from that path. */
const allWays = (from: string, to: string) => {
  const specifier = specifierOf(from, to);
  return [
    `import { x } from "${specifier}";`,
    `import type { X } from "${specifier}";`,
    `import "${specifier}";`,
    `export { y } from "${specifier}";`,
    `export * from "${specifier}";`,
    `const z = await import("${specifier}");`,
    `type Z = import("${specifier}").Z;`,
  ];
};

describe.each(houses)("in $root", (house) => {
  const places = house.layers.flatMap((names, layer) => names.map((name) => ({ name, layer })));
  const pairs = places.flatMap((from) => places.filter((to) => to !== from).map((to) => [from, to] as const));

  test("each name of the list is a file or a folder that is there", () => {
    const gone = places.filter(({ name }) => fileOf(house, name) === undefined);
    expect(gone.map(({ name }) => name)).toEqual([]);
  });

  test("everything stands in a layer", () => {
    const inside = production.filter((file) => file.startsWith(`${house.root}/`));
    const left = inside.filter((file) => !places.some(({ name }) => `${file}/`.startsWith(`${house.root}/${name}/`)));
    expect(left).toEqual([]);
  });

  test.each(pairs.filter(([from, to]) => from.layer <= to.layer))(
    "$0.name may not import $1.name, however deep the file and however it is written",
    (from, to) => {
      const target = fileOf(house, to.name) ?? "";
      const path = probeIn(house, from.name);
      // A listed file may stand inside a folder that is listed too.
      expect(said(path, ...allWays(path, target))).toEqual(
        Array.from({ length: 7 }, () => expect.stringMatching(/ stands below | of one layer/)),
      );
    },
  );

  test.each(pairs.filter(([from, to]) => from.layer > to.layer && !isNarrowed(house, from.name, to.name)))(
    "$0.name may import $1.name",
    (from, to) => {
      const target = fileOf(house, to.name) ?? "";
      const path = probeIn(house, from.name);
      expect(said(path, ...allWays(path, target)).filter((says) => !says.includes(" is kept in "))).toEqual([]);
    },
  );

  test.each(house.narrowed ?? [])("$from may import $to only so far", ({ from, to, only, typesOnly }) => {
    const path = probeIn(house, from);
    const isAllowed = (file: string) => only.some((place) => file.startsWith(`${house.root}/${place}/`));
    const all = production.filter((file) => file.startsWith(`${house.root}/${to}/`));
    const [inside = "", outside = ""] = [all.find(isAllowed), all.find((file) => !isAllowed(file))];
    expect(said(path, ...allWays(path, outside))).toHaveLength(7);
    expect(said(path, ...allWays(path, inside))).toHaveLength(typesOnly === true ? 5 : 0);
  });

  test.each(house.openToTests ?? [])("tests of each layer may import %s", (open) => {
    for (const { name } of places.filter((place) => !place.name.includes(".ts"))) {
      const path = `${house.root}/${name}/deep/down/probe.test.ts`;
      expect(said(path, ...allWays(path, `${house.root}/${open.includes(".ts") ? open : `${open}/start.ts`}`))).toEqual(
        [],
      );
    }
  });

  test.each(house.allowed ?? [])("the exception of $from is needed: $because", ({ from, to }) => {
    const [file = ""] = globSync([`${house.root}/${from}`], { cwd: root });
    const targets = readImports(root, file, readFileSync(root + file, "utf8")).map((one) => one.to);
    expect(targets.some((target) => `${target}/`.startsWith(`${house.root}/${to}/`))).toBe(true);
    const path = `${dirname(file)}/another-file.ts`;
    expect(said(path, ...allWays(path, `${house.root}/${to}`))).toHaveLength(7);
  });
});

describe.each(kept)("$what is kept where it belongs", ({ imports, text, typesAreFree, places }) => {
  const outside = "apps/chat-service/src/rooms/deep/down/probe.ts";
  const linesOf = (path: string, keyword = "import") =>
    imports.map((target) => {
      const specifier = target.includes("/") ? specifierOf(path, `${target}/index.ts`) : target;
      return `${keyword} { x } from "${specifier}";`;
    });
  const saidKept = (path: string, lines: string[]) =>
    said(path, ...lines).filter((says) => says.includes(" is kept in "));

  test.each([outside, "packages/client/src/probe.ts"])("nobody else imports it: %s", (path) => {
    expect(saidKept(path, linesOf(path))).toHaveLength(imports.length);
    expect(saidKept(path, linesOf(path, "export"))).toHaveLength(imports.length);
  });

  test(`its types are ${typesAreFree === true ? "free" : "kept too"}`, () => {
    expect(saidKept(outside, linesOf(outside, "import type"))).toHaveLength(typesAreFree === true ? 0 : imports.length);
  });

  test.each(places)("$at may, and does: $because", ({ at }) => {
    const isThere = (file: string) =>
      at.startsWith("*") ? file.endsWith(at.slice(1)) : `${file}/`.startsWith(`${at}/`);
    const doesUse = production.filter(isThere).some((file) => {
      const source = readFileSync(root + file, "utf8");
      if (imports.length === 0) return text?.test(source);
      return readImports(root, file, source).some(({ to }) =>
        imports.some((target) => `${to}/`.startsWith(`${target}/`)),
      );
    });
    expect(doesUse).toBe(true);
    const path = at.endsWith(".ts") ? at.replace("*", "apps/chat-service/src/rooms/some") : `${at}/deep/probe.ts`;
    expect(saidKept(path, linesOf(path))).toEqual([]);
  });
});

/** What the list must never allow, whoever edits it. */
test.each([
  ["apps/chat-service/src/sockets/commands/probe.ts", "../../api/read-id.ts"],
  ["apps/chat-service/src/api/probe.ts", "../sockets/command.ts"],
  ["apps/chat-service/src/rooms/members/probe.ts", "../../messages/post-message.ts"],
  ["apps/chat-service/src/messages/probe.ts", "../rooms/get-room.ts"],
  ["apps/chat-service/src/identity/probe.ts", "../rooms/get-room.ts"],
  ["apps/chat-service/src/delivery/hub/probe.ts", "../../presence/presence.ts"],
  ["apps/chat-service/src/presence/probe.ts", "../delivery/reader.ts"],
  ["apps/chat-service/src/delivery/hub/probe.ts", "../../room-log/append/log-writer.ts"],
  ["apps/chat-service/src/broker/probe.ts", "../room-log/append/log-writer.ts"],
  ["apps/chat-service/src/room-log/append/probe.ts", "../../broker/broker.ts"],
  ["apps/chat-service/src/db/probe.ts", "../room-log/actor.ts"],
  ["apps/chat-service/src/sockets/session/probe.ts", "../../composition/open-broker.ts"],
  ["apps/user-service/src/accounts/probe.ts", "../sessions/open-session.ts"],
  ["apps/user-service/src/events/probe.ts", "../accounts/account.ts"],
  ["apps/web/src/ui/probe.tsx", "../rooms/room-icon.tsx"],
  ["apps/web/src/people/probe.tsx", "../app/app.tsx"],
  ["packages/client/src/store/probe.ts", "../rest/rest-client.ts"],
  ["packages/client/src/rest/probe.ts", "../connection/chat-connection.ts"],
  ["packages/ws-protocol/src/log/probe.ts", "@hubbub/client"],
  ["packages/service-runtime/src/probe.ts", "@hubbub/rest-gateway"],
])("%s may not import %s", (path, specifier) => {
  expect(said(path, `import { x } from "${specifier}";`)).toHaveLength(1);
});

test("what delivery reads of the log is told to it: it knows types of it, and calls nothing", () => {
  const read = "../../room-log/read/event-queries.ts";
  expect(said("apps/chat-service/src/delivery/hub/probe.ts", `import { x } from "${read}";`)).toHaveLength(1);
  expect(said("apps/chat-service/src/delivery/hub/probe.ts", `import type { X } from "${read}";`)).toEqual([]);
});

test.each([
  ["apps/user-service/src/api/probe.ts", "apps/chat-service/src/main.ts"],
  ["apps/web/src/ui/probe.tsx", "apps/user-service/src/limits.ts"],
  ["packages/rate-limits/src/deep/probe.ts", "apps/chat-service/src/limits.ts"],
  ["packages/stack/src/parts/probe.test.ts", "apps/chat-service/src/chat-service.ts"],
  ["tests/chaos/faults/probe.ts", "apps/chat-service/src/limits.ts"],
  ["scripts/probe.ts", "apps/web/src/main.tsx"],
])("nobody imports an app: %s", (path, target) => {
  expect(said(path, ...allWays(path, target))).toEqual(
    Array.from({ length: 7 }, () => expect.stringContaining("is imported by nobody else")),
  );
});

test.each([
  ["apps/chat-service/src/rooms/probe.ts", "apps/chat-service/src/testing/start-chat-stack.ts"],
  ["apps/chat-service/src/rooms/probe.ts", "apps/chat-service/src/broker/broker.contract.ts"],
  ["apps/user-service/src/user-service.ts", "packages/stack/src/testing/index.ts"],
  ["packages/client/src/index.ts", "packages/client/src/testing/fake-api.ts"],
])("what an image holds imports nothing of tests: %s, %s", (path, target) => {
  expect(said(path, ...allWays(path, target)).filter((says) => says.endsWith(" is for tests"))).toHaveLength(7);
});

test("a package is known by what it holds: its name reaches its files", () => {
  expect(said("packages/errors/src/probe.ts", 'import { createLogger } from "@hubbub/service-runtime";')).toEqual([
    "errors stands below service-runtime",
  ]);
  expect(said("apps/chat-service/src/rooms/probe.ts", 'import { x } from "@hubbub/service-runtime/redis";')).toEqual([
    expect.stringContaining("Redis is kept in "),
  ]);
});

/** A production file of that place. */
function fileOf(house: House, name: string): string | undefined {
  const listed = house.layers.flat().filter((other) => other.startsWith(`${name}/`));
  const isElsewhere = (file: string) => listed.some((other) => `${file}/`.startsWith(`${house.root}/${other}/`));
  return (
    production.find((file) => `${file}/`.startsWith(`${house.root}/${name}/`) && !isElsewhere(file)) ??
    globSync(`${house.root}/${name}/*`, { cwd: root })[0]
  );
}

function probeIn(house: House, name: string): string {
  return /\.tsx?$/.test(basename(name)) ? `${house.root}/${name}` : `${house.root}/${name}/deep/down/probe.ts`;
}

function isNarrowed(house: House, from: string, to: string): boolean {
  return house.narrowed?.some((one) => one.from === from && one.to === to) === true;
}

test.each([
  "apps/web/src/composer/probe.tsx",
  "packages/client/src/my-rooms/probe.ts",
  "apps/chat-service/src/people/probe.ts",
])("nobody waits by the wall clock: %s", (path) => {
  expect(said(path, "const isOver = Date.now() > untilMs;")).toEqual([
    expect.stringContaining("The wall clock is kept in "),
  ]);
  expect(said(path, "const isOver = performance.now() > untilMs;")).toEqual([]);
});

test("nobody but *-queries.ts writes a query", () => {
  const query = "const rooms = await db.selectFrom('rooms').execute();";
  expect(said("apps/chat-service/src/rooms/deep/down/probe.ts", query)).toHaveLength(1);
  expect(said("apps/chat-service/src/rooms/deep/down/probe-queries.ts", query)).toEqual([]);
});
