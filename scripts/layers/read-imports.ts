import { dirname, relative, resolve } from "node:path";
import { parseSync, Visitor } from "oxc-parser";
import { ResolverFactory } from "oxc-resolver";

export interface Import {
  /** The file that imports, from the repository's root. */
  readonly from: string;
  readonly line: number;
  /** As it is written. */
  readonly specifier: string;
  /** The file that it reaches, from the repository's root; of what others wrote the package, of Node's own `node:fs`. */
  readonly to: string;
  /** It is gone before the code runs. */
  readonly isType: boolean;
}

const resolver = new ResolverFactory({
  builtinModules: true,
  conditionNames: ["types", "node", "import"],
  extensions: [".ts", ".tsx", ".js", ".mjs", ".cjs", ".d.ts", ".json"],
});

/** All that a file imports, for its types too, be it by `import`, `export … from` or `import()`. The file need not exist. */
export function readImports(root: string, from: string, source: string): Import[] {
  const folder = dirname(resolve(root, from));
  return readRequests(from, source).map(({ specifier, at, isType }) => ({
    from,
    line: source.slice(0, at).split("\n").length,
    specifier,
    to: toTarget(root, folder, specifier),
    isType,
  }));
}

interface Request {
  readonly specifier: string;
  readonly at: number;
  readonly isType: boolean;
}

function readRequests(file: string, source: string): Request[] {
  const parsed = parseSync(file, source);
  if (parsed.errors.length > 0) throw new Error(`${file} is no TypeScript: ${parsed.errors[0]?.message}`);
  const { staticImports, staticExports, dynamicImports } = parsed.module;
  const requests: Request[] = staticImports.map(({ moduleRequest, entries }) => ({
    specifier: moduleRequest.value,
    at: moduleRequest.start,
    isType: entries.length > 0 && entries.every(({ isType }) => isType),
  }));
  for (const { entries } of staticExports) {
    const request = entries[0]?.moduleRequest ?? undefined;
    if (request === undefined) continue;
    requests.push({ specifier: request.value, at: request.start, isType: entries.every(({ isType }) => isType) });
  }
  for (const { moduleRequest } of dynamicImports) {
    const text = source.slice(moduleRequest.start, moduleRequest.end);
    const [, specifier] = /^["'`]([^"'`$]+)["'`]$/.exec(text) ?? [];
    if (specifier !== undefined) requests.push({ specifier, at: moduleRequest.start, isType: false });
  }
  // `import("./x.ts").Type`: the parser lists no such request, and to look for one takes longer than all the rest.
  if (/\bimport\s*\(/.test(source)) {
    const visitor = new Visitor({
      TSImportType({ source: { value, start } }) {
        requests.push({ specifier: value, at: start, isType: true });
      },
    });
    visitor.visit(parsed.program);
  }
  return requests;
}

function toTarget(root: string, folder: string, specifier: string): string {
  const { path, builtin } = resolver.sync(folder, specifier);
  if (builtin !== undefined) return builtin.resolved;
  // Only its types are here, or what a bundler finds.
  if (path === undefined) return specifier.startsWith(".") ? relative(root, resolve(folder, specifier)) : specifier;
  const [, ofOthers] = /.*\/node_modules\/(?:@types\/)?((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
  return ofOthers ?? relative(root, path);
}
